package crossreview.guard.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crossreview.guard.rule.RuleFilter.AllFilter;
import crossreview.guard.rule.RuleFilter.AnyFilter;
import crossreview.guard.rule.RuleFilter.EntropyFilter;
import crossreview.guard.rule.RuleFilter.NotFilter;
import crossreview.guard.rule.RuleFilter.PatternFilter;
import crossreview.guard.rule.RuleFilter.WordFilter;
import crossreview.guard.rule.SecretFind.FindPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;

/**
 * Reads the filters of betterleaks as far as they need nothing but the find:
 *
 * <pre>
 * any  = all { "||" all }        all = one { "&amp;&amp;" one }
 * one  = "!" one | "(" any ")" | entropy(part) &lt;|&lt;=|&gt;|&gt;= number
 *      | matchesAny(part, [text, …]) | containsAny(part, [text, …])
 * part = finding["secret"|"match"|"line"] | attributes["path"] | get(attributes, "path", "")
 * </pre>
 */
final class FilterParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(`[^`]*`|\"(?:[^\"\\\\]|\\\\.)*\")|(\\d+(?:\\.\\d+)?)|([A-Za-z_][A-Za-z_.]*)"
              + "|(\\|\\||&&|<=|>=|\\?\\?|[<>!()\\[\\],]))");
  private static final int DEPTH_MAX = 50; // people write two or three
  private static final Map<String, FindPart> PARTS =
      Map.of("secret", FindPart.SECRET, "match", FindPart.MATCH, "line", FindPart.LINE);

  private final List<String> tokens;
  private int at;
  private int depth;

  private FilterParser(List<String> tokens) {
    this.tokens = tokens;
  }

  static RuleFilter parse(String text) throws RuleSyntaxException {
    FilterParser parser = new FilterParser(tokens(text));
    RuleFilter filter = parser.any();
    if (parser.at < parser.tokens.size()) {
      throw parser.unexpected("its end");
    }
    return filter;
  }

  private static List<String> tokens(String text) throws RuleSyntaxException {
    List<String> tokens = new ArrayList<>();
    String whole = text.strip();
    Matcher matcher = TOKEN.matcher(whole);
    int end = 0;
    while (end < whole.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new RuleSyntaxException("its filter has something unknown: " + shown(whole, end));
      }
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    return tokens;
  }

  private static String shown(String text, int at) {
    return text.substring(at, Math.min(text.length(), at + 20)).replace('\n', ' ');
  }

  private RuleFilter any() throws RuleSyntaxException {
    List<RuleFilter> filters = new ArrayList<>(List.of(all()));
    while (taken("||")) {
      filters.add(all());
    }
    return filters.size() == 1 ? filters.getFirst() : new AnyFilter(List.copyOf(filters));
  }

  private RuleFilter all() throws RuleSyntaxException {
    List<RuleFilter> filters = new ArrayList<>(List.of(one()));
    while (taken("&&")) {
      filters.add(one());
    }
    return filters.size() == 1 ? filters.getFirst() : new AllFilter(List.copyOf(filters));
  }

  private RuleFilter one() throws RuleSyntaxException {
    if (++depth > DEPTH_MAX) {
      throw new RuleSyntaxException("its filter is nested too deeply");
    }
    RuleFilter filter;
    if (taken("!")) {
      filter = new NotFilter(one());
    } else if (taken("(")) {
      filter = any();
      need(")");
    } else {
      filter = call();
    }
    depth--;
    return filter;
  }

  private RuleFilter call() throws RuleSyntaxException {
    String name = next().replace("filter.", "");
    need("(");
    FindPart part = part();
    switch (name) {
      case "entropy" -> {
        need(")");
        return new EntropyFilter(part, comparison());
      }
      case "matchesAny" -> {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts()) {
          patterns.add(RulePattern.of(text));
        }
        return new PatternFilter(part, List.copyOf(patterns));
      }
      case "containsAny" -> {
        return new WordFilter(
            part, texts().stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
      }
      default -> throw new RuleSyntaxException("its filter calls " + name + ", which is not known");
    }
  }

  private DoublePredicate comparison() throws RuleSyntaxException {
    String sign = next();
    double bound;
    try {
      bound = Double.parseDouble(next());
    } catch (NumberFormatException e) {
      at--;
      throw unexpected("a number");
    }
    return switch (sign) {
      case "<" -> entropy -> entropy < bound;
      case "<=" -> entropy -> entropy <= bound;
      case ">" -> entropy -> entropy > bound;
      case ">=" -> entropy -> entropy >= bound;
      default -> throw new RuleSyntaxException("its filter compares with " + sign);
    };
  }

  private FindPart part() throws RuleSyntaxException {
    boolean around = taken("(");
    FindPart part =
        switch (next()) {
          case "finding" -> named();
          case "attributes" -> path("[", "]");
          case "get" -> {
            need("(");
            need("attributes");
            yield path(",", "");
          }
          default -> {
            at--;
            throw unexpected("finding or attributes");
          }
        };
    if (taken("??") || around && taken(",")) {
      text();
    }
    if (around) {
      need(")");
    }
    return part;
  }

  private FindPart named() throws RuleSyntaxException {
    need("[");
    String name = text();
    need("]");
    FindPart part = PARTS.get(name);
    if (part == null) {
      throw new RuleSyntaxException("its filter looks at finding[\"" + name + "\"]");
    }
    return part;
  }

  /** The only attribute that a text has here. */
  private FindPart path(String before, String after) throws RuleSyntaxException {
    need(before);
    String name = text();
    if (!name.equals("path")) {
      throw new RuleSyntaxException("its filter looks at the attribute " + name);
    }
    if (after.isEmpty()) {
      need(",");
      text();
      need(")");
    } else {
      need(after);
    }
    return FindPart.PATH;
  }

  private List<String> texts() throws RuleSyntaxException {
    List<String> texts = new ArrayList<>();
    need(",");
    need("[");
    while (!taken("]")) {
      texts.add(text());
      if (!taken(",")) {
        need("]");
        break;
      }
    }
    need(")");
    return texts;
  }

  private String text() throws RuleSyntaxException {
    String token = next();
    if (token.startsWith("`")) {
      return token.substring(1, token.length() - 1);
    }
    if (!token.startsWith("\"")) {
      at--;
      throw unexpected("a text");
    }
    return token
        .substring(1, token.length() - 1)
        .replace("\\\\", "\u0000")
        .replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\u0000", "\\");
  }

  private boolean taken(String token) {
    boolean there = at < tokens.size() && tokens.get(at).equals(token);
    at += there ? 1 : 0;
    return there;
  }

  private void need(String token) throws RuleSyntaxException {
    if (!taken(token)) {
      throw unexpected(token);
    }
  }

  private String next() throws RuleSyntaxException {
    if (at >= tokens.size()) {
      throw unexpected("more");
    }
    return tokens.get(at++);
  }

  private RuleSyntaxException unexpected(String wanted) {
    String is = at < tokens.size() ? "has " + tokens.get(at) : "ends";
    return new RuleSyntaxException("its filter " + is + " where " + wanted + " is expected");
  }
}

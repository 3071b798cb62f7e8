package crossreview.guard.rule;

import com.google.re2j.Matcher;
import crossreview.guard.SecretSpan;
import crossreview.guard.rule.TextWindows.TextWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rules of a file. A pattern is only tried near a keyword of its rule, so most texts cost one
 * look at each of their characters. Immutable; any thread; linear in the text.
 */
public final class SecretRules {
  /** No rules. */
  public static final SecretRules NONE =
      new SecretRules(List.of(), new RuleFilter.NoFilter(), new RuleFilter.NoFilter());

  private static final int KIND_MAX = 64; // of a span
  private static final int FINDS_MAX = 1_000; // of one rule in one text; a person reads a few

  private final List<SecretRule> rules;
  private final RuleFilter prefilter;
  private final RuleFilter filter;
  private final KeywordIndex keywords;

  /**
   * @param prefilter which files are not looked at
   * @param filter which finds of any rule are none
   */
  SecretRules(List<SecretRule> rules, RuleFilter prefilter, RuleFilter filter) {
    this.rules = List.copyOf(rules);
    this.prefilter = prefilter;
    this.filter = filter;
    this.keywords = new KeywordIndex(this.rules.stream().map(SecretRule::keywords).toList());
  }

  /** A match of a rule, and the line where the secret begins. */
  private record RuleMatch(SecretRule rule, int from, int to, int line) {}

  /** How many there are. */
  public int size() {
    return rules.size();
  }

  /** The secrets of a text that is of no file, in order and without overlap. */
  public List<SecretSpan> spans(String text) {
    return spans(text, "");
  }

  /**
   * The secrets of a text, in order and without overlap.
   *
   * @param path of its file; empty for none
   */
  public List<SecretSpan> spans(String text, String path) {
    if (rules.isEmpty() || prefilter.discards(new SecretFind(path, "", "", ""))) {
      return List.of();
    }
    Map<Integer, List<Integer>> places = keywords.places(text);
    List<RuleMatch> matches = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      SecretRule rule = rules.get(i);
      if (rule.keywords().isEmpty()) {
        match(rule, text, path, new TextWindow(0, text.length()), matches);
      } else if (places.containsKey(i)) {
        for (TextWindow window : TextWindows.around(text, places.get(i))) {
          match(rule, text, path, window, matches);
        }
      }
    }
    return spans(matches);
  }

  private void match(
      SecretRule rule, String text, String path, TextWindow window, List<RuleMatch> matches) {
    if (!rule.isAbout(path)) {
      return;
    }
    String part = text.substring(window.from(), window.to());
    Matcher matcher = rule.pattern().matcher(part);
    for (int i = 0; i < FINDS_MAX && matcher.find(); i++) {
      int group = rule.secretGroup(matcher);
      int from = matcher.start(group);
      int to = matcher.end(group);
      String line = lines(part, matcher.start(), matcher.end());
      SecretFind find = new SecretFind(path, matcher.group(), part.substring(from, to), line);
      if (to > from && !rule.filter().discards(find) && !filter.discards(find)) {
        int first = window.from() + from;
        matches.add(new RuleMatch(rule, first, window.from() + to, line(text, first)));
      }
    }
  }

  private static String lines(String text, int from, int to) {
    int begin = text.lastIndexOf('\n', from) + 1;
    int end = text.indexOf('\n', to);
    return text.substring(Math.min(begin, from), end < 0 ? text.length() : end);
  }

  private static int line(String text, int at) {
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  private static List<SecretSpan> spans(List<RuleMatch> matches) {
    List<RuleMatch> reported = new ArrayList<>();
    for (RuleMatch match : matches) {
      if (match.rule().reported() && complete(match, matches)) {
        reported.add(match);
      }
    }
    reported.sort(Comparator.comparingInt(RuleMatch::from).thenComparing(match -> -match.to()));
    List<SecretSpan> spans = new ArrayList<>();
    int end = 0;
    for (RuleMatch match : reported) {
      if (match.from() >= end) {
        spans.add(span(match));
        end = match.to();
      }
    }
    return spans;
  }

  /** Whether all that the rule needs beside it is there. */
  private static boolean complete(RuleMatch match, List<RuleMatch> matches) {
    return match.rule().required().entrySet().stream()
        .allMatch(needed ->
            matches.stream()
                .filter(other -> other.rule().id().equals(needed.getKey()))
                .anyMatch(other -> near(match, other, needed.getValue())));
  }

  private static boolean near(RuleMatch match, RuleMatch other, int lines) {
    return lines == 0 || Math.abs(match.line() - other.line()) <= lines;
  }

  private static SecretSpan span(RuleMatch match) {
    String kind = match.rule().id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return new SecretSpan(
        kind.substring(0, Math.min(kind.length(), KIND_MAX)),
        "secret of the rule " + match.rule().id(),
        match.from(),
        match.to());
  }
}

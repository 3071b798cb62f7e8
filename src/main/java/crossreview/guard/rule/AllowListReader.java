package crossreview.guard.rule;

import com.google.re2j.Pattern;
import crossreview.guard.rule.RuleFilter.AllFilter;
import crossreview.guard.rule.RuleFilter.AnyFilter;
import crossreview.guard.rule.RuleFilter.PatternFilter;
import crossreview.guard.rule.RuleFilter.WordFilter;
import crossreview.guard.rule.SecretFind.FindPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads the allow lists of gitleaks: {@code [allowlist]} and {@code [[allowlists]]}. */
final class AllowListReader {
  private AllowListReader() {}

  /** What the lists of a table discard. */
  static RuleFilter read(TomlTable table) throws RuleSyntaxException {
    List<RuleFilter> lists = new ArrayList<>();
    if (table.isTable("allowlist")) {
      lists.add(list(RuleTables.table(table, "allowlist")));
    }
    for (TomlTable list : RuleTables.tables(table, "allowlists")) {
      lists.add(list(list));
    }
    return new AnyFilter(List.copyOf(lists));
  }

  private static RuleFilter list(TomlTable list) throws RuleSyntaxException {
    List<RuleFilter> parts = new ArrayList<>();
    String target = RuleTables.text(list, "regexTarget");
    FindPart part =
        switch (target) {
          case "match" -> FindPart.MATCH;
          case "line" -> FindPart.LINE;
          case "", "secret" -> FindPart.SECRET;
          default ->
              throw new RuleSyntaxException(
                  "its allow list has the regexTarget \"" + target + "\"");
        };
    patterns(list, "paths", FindPart.PATH, parts);
    patterns(list, "regexes", part, parts);
    List<String> words = RuleTables.texts(list, "stopwords");
    if (!words.isEmpty()) {
      parts.add(
          new WordFilter(
              FindPart.SECRET, words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList()));
    }
    boolean all = RuleTables.text(list, "condition").equalsIgnoreCase("AND");
    // A text has no commits here, so a list that needs one of them discards nothing.
    boolean never = all && list.get("commits") instanceof TomlArray commits && !commits.isEmpty();
    return never
        ? new RuleFilter.NoFilter()
        : all ? new AllFilter(List.copyOf(parts)) : new AnyFilter(List.copyOf(parts));
  }

  private static void patterns(TomlTable list, String name, FindPart part, List<RuleFilter> parts)
      throws RuleSyntaxException {
    List<Pattern> patterns = new ArrayList<>();
    for (String text : RuleTables.texts(list, name)) {
      patterns.add(RulePattern.of(text));
    }
    if (!patterns.isEmpty()) {
      parts.add(new PatternFilter(part, List.copyOf(patterns)));
    }
  }
}

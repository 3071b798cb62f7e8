package crossreview.linter;

import crossreview.model.WireEnum;
import java.util.Locale;
import java.util.Map;

/** How severe a linter calls an issue, in the words of SARIF. */
public enum IssueLevel implements WireEnum {
  ERROR,
  WARNING,
  NOTE;

  /** Words of other forms, in lower case. */
  private static final Map<String, IssueLevel> WORDS =
      Map.ofEntries(
          Map.entry("error", ERROR),
          Map.entry("e", ERROR),
          Map.entry("f", ERROR),
          Map.entry("fatal", ERROR),
          Map.entry("critical", ERROR),
          Map.entry("high", ERROR),
          Map.entry("warning", WARNING),
          Map.entry("w", WARNING),
          Map.entry("warn", WARNING),
          Map.entry("medium", WARNING),
          Map.entry("note", NOTE),
          Map.entry("n", NOTE),
          Map.entry("info", NOTE),
          Map.entry("i", NOTE),
          Map.entry("style", NOTE),
          Map.entry("low", NOTE),
          Map.entry("hint", NOTE));

  /** The level that a word means; a word that is not known is a warning, as in SARIF. */
  static IssueLevel of(String word) {
    return WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), WARNING);
  }
}

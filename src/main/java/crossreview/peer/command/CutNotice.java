package crossreview.peer.command;

import crossreview.model.ValueChecks;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A program's own word that a model was not given the whole prompt, such as {@code Warning: input
 * was truncated to 2048 tokens}. Only a line that begins so is one: answers and logs may speak of
 * texts that are cut. Pure.
 */
final class CutNotice {
  private static final String START = "(?i)^[\\s\\[\\](*>#!⚠️-]{0,20}";
  private static final String LEVEL = "(?:warn(?:ing)?|error|notice)[\\]):\\s-]{1,8}";
  private static final String PROMPT =
      "(?:the |your )?(?:input|prompt|context|conversation|request)(?: text| length| size)?";
  private static final String CUT =
      PROMPT
          + "(?: was| is| has been| will be| got)?(?: automatically| silently)?"
          + " (?:truncated|cut(?: off| short)?|shortened|trimmed)\\b"
          + "|truncat(?:ing|ed) "
          + PROMPT
          + "\\b|"
          + PROMPT
          + " (?:exceeds|exceeded|is (?:longer|larger) than|is too long for)"
          + " (?:the |your |its )?(?:model['’]s )?(?:maximum )?(?:context|token)";

  /** On standard error: with or without a level before it. */
  private static final Pattern LOGGED =
      Pattern.compile(START + "(?:" + LEVEL + ")?(?:" + CUT + ").*");

  /** Beside an answer: with a level, or with a number of tokens. */
  private static final Pattern ANSWERED =
      Pattern.compile(
          START
              + "(?:"
              + LEVEL
              + "(?:"
              + CUT
              + ").*|(?:"
              + CUT
              + ").{0,60}\\b[\\d,.]+k? tokens\\b.*)");

  private static final int LINE_MAX = 300; // a notice is short; a long line is something else
  private static final int SHOWN_MAX = 160;

  private CutNotice() {}

  /**
   * The line that says so.
   *
   * @param prompt some programs print it: what it says itself is not a notice
   */
  static Optional<String> in(String output, String errors, String prompt) {
    return first(errors, LOGGED, prompt).or(() -> first(output, ANSWERED, prompt));
  }

  private static Optional<String> first(String text, Pattern pattern, String prompt) {
    Predicate<String> notice = pattern.asMatchPredicate();
    return text.lines()
        .filter(line -> line.length() <= LINE_MAX && notice.test(line) && !prompt.contains(line))
        .map(line -> ValueChecks.cut(line.strip(), SHOWN_MAX))
        .findFirst();
  }
}

package crossreview.verdict;

/** The thought that some models write before their answer. */
public final class ReasoningBlock {
  private static final String START = "<think>";
  private static final String END = "</think>";

  private ReasoningBlock() {}

  public static boolean isPresent(String answer) {
    return unmarked(answer).stripLeading().startsWith(START);
  }

  /** What follows a leading thought; nothing if it never ends; else the answer as it is. */
  public static String strip(String answer) {
    if (!isPresent(answer)) {
      return unmarked(answer);
    }
    int end = answer.indexOf(END);
    return end < 0 ? "" : answer.substring(end + END.length()).stripLeading();
  }

  /** Without a byte order mark, which is no part of any answer. */
  private static String unmarked(String answer) {
    return answer.startsWith("\ufeff") ? answer.substring(1) : answer;
  }
}

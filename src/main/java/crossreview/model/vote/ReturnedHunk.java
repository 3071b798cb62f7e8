package crossreview.model.vote;

import crossreview.model.ValueChecks;

/**
 * A hunk that is again what it was in an earlier round, with something else in between.
 *
 * @param path its file
 * @param line the 1-based line of the present text where it begins
 * @param round the last round that was about the same hunk
 * @param now its first changed line, with the mark; secrets are masked
 * @param between the same of what was there in the version before this one; empty for nothing
 */
public record ReturnedHunk(String path, int line, int round, String now, String between) {
  /** More of them in one round are not named: the first ones show that work is being undone. */
  public static final int NAMED_MAX = 4;

  private static final int TEXT_MAX = 120;

  public ReturnedHunk {
    now = ValueChecks.cut(now, TEXT_MAX);
    between = ValueChecks.cut(between, TEXT_MAX);
  }

  /** What came back, with both texts. */
  public String words() {
    String other = between.isEmpty() ? "nothing" : "\"" + between + "\"";
    return path
        + " (line "
        + line
        + ") is that of round "
        + round
        + " again: \""
        + now
        + "\", after "
        + other;
  }
}

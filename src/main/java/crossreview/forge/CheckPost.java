package crossreview.forge;

import crossreview.model.ValueChecks;
import java.util.List;
import java.util.Locale;

/**
 * The state of a head, which a rule of the repository can require.
 *
 * @param title one line; a longer one is cut
 * @param summary Markdown
 * @param annotations findings at lines that have no comment of their own
 */
public record CheckPost(
    CheckState state, String title, String summary, List<LineAnnotation> annotations) {
  /** What the check is called at every forge. */
  public static final String NAME = "crossreview";

  private static final int TITLE_MAX = 130; // characters; GitHub takes 140 of a status

  public CheckPost {
    title = ValueChecks.cut(title, TITLE_MAX);
    annotations = List.copyOf(annotations);
  }

  /** A review that has not ended. */
  public static CheckPost pending(String title) {
    return new CheckPost(CheckState.PENDING, title, title, List.of());
  }

  /** A review that has ended and whose result the forge did not take. */
  public static CheckPost notPosted(String why) {
    return new CheckPost(CheckState.FAILURE, "Result not posted: " + why, why, List.of());
  }

  /** How far a review is. */
  public enum CheckState {
    PENDING,
    SUCCESS,
    /** Not approved, also where there was nothing to review: nobody has looked at it. */
    FAILURE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A remark at a line of the head. */
  public record LineAnnotation(
      String path, int line, boolean blocks, String title, String message) {}
}

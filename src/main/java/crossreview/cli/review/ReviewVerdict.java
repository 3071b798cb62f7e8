package crossreview.cli.review;

import crossreview.cli.JsonNode;
import crossreview.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a review means for the bytes that the caller submitted.
 *
 * @param exitCode what the program ends with
 * @param reason the code of the run's reason, or {@link #REVISED}
 * @param revised whether the approved bytes differ from the submitted ones
 */
public record ReviewVerdict(int exitCode, String reason, boolean revised) {
  /** All agreed, on other bytes than those submitted. */
  public static final String REVISED = "revised";

  private static final int NOT_APPROVED = 1;

  /**
   * The verdict of a run that has ended.
   *
   * @param exitCode what the run's own reason ends with
   * @param reason the run's own reason
   * @param now the session, as the daemon says it
   * @param submitted what was submitted here; absent where only the daemon knows
   * @param accepts whether the caller wants a revision too
   */
  public static ReviewVerdict of(
      int exitCode, String reason, JsonNode now, @Nullable String submitted, boolean accepts) {
    String approved = now.tree("final").text("sha256");
    boolean other = submitted != null && !Digest.of(submitted).value().equals(approved);
    boolean revised = !approved.isEmpty() && (now.flag("revised") || other);
    return revised && !accepts && exitCode == 0
        ? new ReviewVerdict(NOT_APPROVED, REVISED, true)
        : new ReviewVerdict(exitCode, reason, revised);
  }

  /** Whether the caller has to act on a revision before anything is approved. */
  public boolean unaccepted() {
    return reason.equals(REVISED);
  }
}

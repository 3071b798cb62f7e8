package crossreview.model.vote;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;

/**
 * A program that was run about a finding, among the files as the change leaves them.
 *
 * @param command its program and arguments
 * @param exitCode how it ended
 * @param confirmed whether that code confirms the finding, else it says that it found nothing
 * @param output the digest of all that it wrote, standard output before standard error
 * @param outputBytes how long that is
 * @param evidence the digest of the piece of evidence that shows its end
 * @param evidenceBytes how long that piece is
 */
public record ProofRun(
    String command,
    int exitCode,
    boolean confirmed,
    Digest output,
    long outputBytes,
    Digest evidence,
    long evidenceBytes) {
  /** As much of a command as a line of the journal has room for. */
  public static final int COMMAND_MAX = 500;

  public ProofRun {
    ValueChecks.text("command", command, 1, COMMAND_MAX);
  }
}

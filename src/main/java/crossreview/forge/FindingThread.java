package crossreview.forge;

/**
 * A thread at a line that a comment of ours began.
 *
 * @param fingerprint of its finding
 * @param thread by what the forge finds it
 * @param settled whether we said there that the finding is not open any more
 */
public record FindingThread(String fingerprint, String thread, boolean settled) {
  /**
   * What is said in it.
   *
   * @param body Markdown with the mark of the reply
   */
  public record ThreadReply(String thread, String body) {}
}

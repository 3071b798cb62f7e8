package crossreview.forge;

/**
 * A thread at a line that a comment of ours began.
 *
 * @param fingerprint of its finding
 * @param comment the id of that comment
 * @param settled whether we said there that the finding is not open any more
 */
public record FindingThread(String fingerprint, long comment, boolean settled) {
  /**
   * What is said in it.
   *
   * @param body Markdown with the mark of the reply
   */
  public record ThreadReply(long comment, String body) {}
}

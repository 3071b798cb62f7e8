package crossreview.peer.provider;

/**
 * One event of a stream.
 *
 * @param name its {@code event} field, empty if it had none
 * @param data its {@code data} lines, joined
 */
public record SseEvent(String name, String data) {
  /** An {@code error} field, or text beside all fields; never a part of an answer. */
  public static final String ERROR = "error";
}

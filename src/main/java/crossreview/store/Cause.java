package crossreview.store;

/**
 * Who wants something.
 *
 * @param by the caller's name, {@code peer:<id>} or {@code daemon}
 * @param key the key under which the command may be repeated, or null
 */
public record Cause(String by, String key) {
  public static final Cause DAEMON = new Cause("daemon", null);

  public static Cause peer(String id) {
    return new Cause("peer:" + id, null);
  }
}

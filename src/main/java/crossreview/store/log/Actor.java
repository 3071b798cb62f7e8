package crossreview.store.log;

import org.jspecify.annotations.Nullable;

/**
 * Who wants something.
 *
 * @param by the caller's name, {@code peer:<id>} or {@code daemon}
 * @param key the key under which the command may be repeated; null if it may not
 */
public record Actor(String by, @Nullable String key) {
  public static final Actor DAEMON = new Actor("daemon", null);

  public static Actor peer(String id) {
    return new Actor("peer:" + id, null);
  }
}

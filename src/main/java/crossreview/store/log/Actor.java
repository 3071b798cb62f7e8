package crossreview.store.log;

import crossreview.model.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Who wants something.
 *
 * @param by the caller's name, {@code peer:<id>} or {@code daemon}
 * @param key the key under which the command may be repeated; null if it may not
 * @param trace where the command belongs in a trace of the caller; null where that is not said
 */
public record Actor(String by, @Nullable String key, @Nullable TraceContext trace) {
  public static final Actor DAEMON = new Actor("daemon", null);

  /** One whose command belongs to no trace. */
  public Actor(String by, @Nullable String key) {
    this(by, key, null);
  }

  public static Actor peer(String id) {
    return new Actor("peer:" + id, null);
  }
}

package crossreview.collection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets when it is full: the entry that was used longest ago, or was put first. Not
 * safe for several threads.
 *
 * @param <K> keys
 * @param <V> values
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final float LOAD = 0.75f; // as every other map

  private final int most;

  private BoundedMap(int most, boolean byUse) {
    super(16, LOAD, byUse);
    this.most = most;
  }

  /** One that keeps what was used last; looking counts as use. */
  public static <K, V> BoundedMap<K, V> ofUsed(int most) {
    return new BoundedMap<>(most, true);
  }

  /** One that keeps what was put last. */
  public static <K, V> BoundedMap<K, V> ofPut(int most) {
    return new BoundedMap<>(most, false);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}

package crossreview.collection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map in the order of first insertion, for histories that grow: a new or changed entry
 * costs the same however large the map is, and every older map stays as it was.
 */
public final class PersistentMap<K, V> extends AbstractMap<K, V> {
  private static final PersistentMap<?, ?> EMPTY =
      new PersistentMap<>(HashTrie.none(), PersistentVector.of());

  private final HashTrie<K> hashTrie;
  private final PersistentVector<Map.Entry<K, V>> entries;

  private PersistentMap(HashTrie<K> hashTrie, PersistentVector<Map.Entry<K, V>> entries) {
    this.hashTrie = hashTrie;
    this.entries = entries;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  public static <K, V> PersistentMap<K, V> of() {
    return (PersistentMap<K, V>) EMPTY;
  }

  /** The map with this entry: in its old place if the key is known, else at the end. */
  public PersistentMap<K, V> with(K key, V value) {
    Map.Entry<K, V> entry = Map.entry(key, value);
    int place = hashTrie.find(key);
    return place >= 0
        ? new PersistentMap<>(hashTrie, entries.with(place, entry))
        : new PersistentMap<>(hashTrie.plus(key, entries.size()), entries.plus(entry));
  }

  /** The last entries alone, in their order. */
  public PersistentMap<K, V> last(int count) {
    PersistentMap<K, V> kept = of();
    for (Map.Entry<K, V> entry : entries.subList(Math.max(0, size() - count), size())) {
      kept = kept.with(entry.getKey(), entry.getValue());
    }
    return kept;
  }

  /** The entries by place; reading from the end is as cheap as from the beginning. */
  public List<Map.Entry<K, V>> entries() {
    return entries;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int place = key == null ? -1 : hashTrie.find(key);
    return place < 0 ? null : entries.get(place).getValue();
  }

  /**
   * The value of a key that is known to be there.
   *
   * @throws IllegalStateException when it is not: a bug, which names the key
   */
  public V at(K key) {
    V value = get(key);
    if (value == null) {
      throw new IllegalStateException("there is no entry " + key);
    }
    return value;
  }

  @Override
  public boolean containsKey(Object key) {
    return key != null && hashTrie.find(key) >= 0;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new EntryView();
  }

  private final class EntryView extends AbstractSet<Map.Entry<K, V>> {
    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return entries.iterator();
    }

    @Override
    public int size() {
      return entries.size();
    }
  }
}

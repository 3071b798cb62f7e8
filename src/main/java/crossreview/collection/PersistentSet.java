package crossreview.collection;

import java.util.AbstractSet;
import java.util.Iterator;

/** An immutable set in the order of first insertion; adding costs the same however large it is. */
public final class PersistentSet<T> extends AbstractSet<T> {
  private static final PersistentSet<?> EMPTY = new PersistentSet<>(PersistentMap.of());

  private final PersistentMap<T, Boolean> items;

  private PersistentSet(PersistentMap<T, Boolean> items) {
    this.items = items;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  public static <T> PersistentSet<T> of() {
    return (PersistentSet<T>) EMPTY;
  }

  /** The set with these items too; itself if it has them all. */
  public PersistentSet<T> plus(Iterable<? extends T> more) {
    PersistentMap<T, Boolean> grown = items;
    for (T item : more) {
      grown = grown.containsKey(item) ? grown : grown.with(item, true);
    }
    return grown.size() == items.size() ? this : new PersistentSet<>(grown);
  }

  @Override
  public boolean contains(Object item) {
    return items.containsKey(item);
  }

  @Override
  public Iterator<T> iterator() {
    return items.keySet().iterator();
  }

  @Override
  public int size() {
    return items.size();
  }
}

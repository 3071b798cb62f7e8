package crossreview.session;

import java.util.AbstractSet;
import java.util.Iterator;

/** An immutable set in the order of first insertion; adding costs the same however large it is. */
public final class OrderedSet<T> extends AbstractSet<T> {
  private static final OrderedSet<?> EMPTY = new OrderedSet<>(Ordered.of());

  private final Ordered<T, Boolean> items;

  private OrderedSet(Ordered<T, Boolean> items) {
    this.items = items;
  }

  @SuppressWarnings("unchecked") // it holds nothing
  public static <T> OrderedSet<T> of() {
    return (OrderedSet<T>) EMPTY;
  }

  /** The set with these items too; itself if it has them all. */
  public OrderedSet<T> plus(Iterable<? extends T> more) {
    Ordered<T, Boolean> grown = items;
    for (T item : more) {
      grown = grown.containsKey(item) ? grown : grown.with(item, true);
    }
    return grown.size() == items.size() ? this : new OrderedSet<>(grown);
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

package crossreview.collection;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list for histories that only grow: adding and replacing copy a handful of small
 * arrays, however long the list is, and every older list stays as it was.
 *
 * <p>The elements are the leaves of a tree of nodes with {@value #WIDTH} places; a place's number
 * in base {@value #WIDTH} is the way to it.
 */
public final class PersistentVector<T> extends AbstractList<T> implements RandomAccess {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS; // a node is 128 bytes: two cache lines
  private static final int MASK = WIDTH - 1;
  private static final PersistentVector<?> EMPTY = new PersistentVector<>(new Object[WIDTH], 0, 0);

  private final Object[] root;
  private final int shift; // of the root's digit
  private final int size;

  private PersistentVector(Object[] root, int shift, int size) {
    this.root = root;
    this.shift = shift;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // nothing can be read from it
  public static <T> PersistentVector<T> of() {
    return (PersistentVector<T>) EMPTY;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @SuppressWarnings("unchecked") // only with and plus put elements in
  public T get(int place) {
    Objects.checkIndex(place, size);
    Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = (Object[]) node[place >>> level & MASK];
    }
    return (T) node[place & MASK];
  }

  /** The list with one more element at its end. */
  public PersistentVector<T> plus(T element) {
    boolean full = size == 1 << shift + BITS;
    if (!full) {
      return new PersistentVector<>(put(root, shift, size, element), shift, size + 1);
    }
    Object[] above = new Object[WIDTH];
    above[0] = root;
    int higher = shift + BITS;
    return new PersistentVector<>(put(above, higher, size, element), higher, size + 1);
  }

  /** The list with another element in a place that is taken. */
  public PersistentVector<T> with(int place, T element) {
    Objects.checkIndex(place, size);
    return new PersistentVector<>(put(root, shift, place, element), shift, size);
  }

  private static Object[] put(Object[] node, int level, int place, Object element) {
    Object[] copy = node == null ? new Object[WIDTH] : node.clone();
    int digit = place >>> level & MASK;
    copy[digit] = level == 0 ? element : put((Object[]) copy[digit], level - BITS, place, element);
    return copy;
  }
}

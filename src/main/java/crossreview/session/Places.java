package crossreview.session;

/**
 * An immutable index from keys to places: a hash trie with 32 ways a level.
 *
 * <p>A slot of a node is empty, a {@link Leaf}, or a deeper node. Keys with equal hashes are
 * chained, which is harmless: those that callers choose are bounded in number, the others are made
 * by us.
 */
final class Places<K> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final Places<?> EMPTY = new Places<>(new Object[1 << BITS]);

  private final Object[] root;

  private Places(Object[] root) {
    this.root = root;
  }

  private record Leaf(Object key, int hash, int place, Leaf next) {}

  @SuppressWarnings("unchecked") // it holds no key
  static <K> Places<K> none() {
    return (Places<K>) EMPTY;
  }

  /** The key's place, or -1. */
  int find(Object key) {
    int hash = hash(key);
    Object slot = root;
    for (int shift = 0; slot instanceof Object[] node; shift += BITS) {
      slot = node[hash >>> shift & MASK];
    }
    for (Leaf leaf = (Leaf) slot; leaf != null; leaf = leaf.next()) {
      if (leaf.hash() == hash && leaf.key().equals(key)) {
        return leaf.place();
      }
    }
    return -1;
  }

  /** The index with one more key, which it does not have yet. */
  Places<K> plus(K key, int place) {
    return new Places<>(put(root, 0, new Leaf(key, hash(key), place, null)));
  }

  private static Object[] put(Object[] node, int shift, Leaf leaf) {
    Object[] copy = node.clone();
    int digit = leaf.hash() >>> shift & MASK;
    copy[digit] =
        switch (copy[digit]) {
          case null -> leaf;
          case Object[] deeper -> put(deeper, shift + BITS, leaf);
          case Leaf there when there.hash() == leaf.hash() ->
              new Leaf(leaf.key(), leaf.hash(), leaf.place(), there);
          case Object there ->
              put(put(new Object[1 << BITS], shift + BITS, (Leaf) there), shift + BITS, leaf);
        };
    return copy;
  }

  /** Low digits decide first, so the high bits are mixed into them. */
  private static int hash(Object key) {
    int hash = key.hashCode();
    return hash ^ hash >>> 16;
  }
}

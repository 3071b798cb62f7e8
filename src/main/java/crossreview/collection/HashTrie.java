package crossreview.collection;

import org.jspecify.annotations.Nullable;

/**
 * An immutable index from keys to places: a hash trie with 32 ways a level.
 *
 * <p>A slot of a node is empty, a {@link TrieLeaf}, or a deeper node. Keys with equal hashes are
 * chained, which is harmless: those that callers choose are bounded in number, the others are made
 * by us.
 */
final class HashTrie<K> {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final HashTrie<?> EMPTY = new HashTrie<>(new Object[1 << BITS]);

  private final Object[] root;

  private HashTrie(Object[] root) {
    this.root = root;
  }

  private record TrieLeaf(Object key, int hash, int place, @Nullable TrieLeaf next) {}

  @SuppressWarnings("unchecked") // it holds no key
  static <K> HashTrie<K> none() {
    return (HashTrie<K>) EMPTY;
  }

  /** The key's place, or -1. */
  int find(Object key) {
    int hash = hash(key);
    Object slot = root;
    for (int shift = 0; slot instanceof Object[] node; shift += BITS) {
      slot = node[hash >>> shift & MASK];
    }
    for (TrieLeaf trieLeaf = (TrieLeaf) slot; trieLeaf != null; trieLeaf = trieLeaf.next()) {
      if (trieLeaf.hash() == hash && trieLeaf.key().equals(key)) {
        return trieLeaf.place();
      }
    }
    return -1;
  }

  /** The index with one more key, which it does not have yet. */
  HashTrie<K> plus(K key, int place) {
    return new HashTrie<>(put(root, 0, new TrieLeaf(key, hash(key), place, null)));
  }

  private static Object[] put(Object[] node, int shift, TrieLeaf trieLeaf) {
    Object[] copy = node.clone();
    int digit = trieLeaf.hash() >>> shift & MASK;
    copy[digit] =
        switch (copy[digit]) {
          case null -> trieLeaf;
          case Object[] deeper -> put(deeper, shift + BITS, trieLeaf);
          case TrieLeaf there when there.hash() == trieLeaf.hash() ->
              new TrieLeaf(trieLeaf.key(), trieLeaf.hash(), trieLeaf.place(), there);
          case Object there ->
              put(
                  put(new Object[1 << BITS], shift + BITS, (TrieLeaf) there),
                  shift + BITS,
                  trieLeaf);
        };
    return copy;
  }

  /** Low digits decide first, so the high bits are mixed into them. */
  private static int hash(Object key) {
    int hash = key.hashCode();
    return hash ^ hash >>> 16;
  }
}

package crossreview.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
  /** Equal hashes for unequal keys, and hashes that differ only in their highest bits. */
  private record Key(int value) {
    @Override
    public int hashCode() {
      return value % 7 << 28;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void itIsALinkedMapThatKeepsItsPast(long seed) {
    Random random = new Random(seed);
    Map<Key, Integer> expected = new LinkedHashMap<>();
    PersistentMap<Key, Integer> actual = PersistentMap.of();
    List<PersistentMap<Key, Integer>> past = new ArrayList<>();
    List<Map<Key, Integer>> copies = new ArrayList<>();

    for (int i = 0; i < 400; i++) {
      Key key = new Key(random.nextInt(150));
      expected.put(key, i);
      actual = actual.with(key, i);
      past.add(actual);
      copies.add(new LinkedHashMap<>(expected));
    }

    for (int i = 0; i < past.size(); i++) {
      assertEquals(copies.get(i), past.get(i));
      assertEquals(List.copyOf(copies.get(i).keySet()), List.copyOf(past.get(i).keySet()));
    }
  }

  @Test
  void manyKeysAreFoundAndOthersAreNot() {
    PersistentMap<String, Integer> map = PersistentMap.of();
    for (int i = 0; i < 50_000; i++) {
      map = map.with("c" + i, i);
    }

    for (int i = 0; i < 50_000; i++) {
      assertEquals(i, map.get("c" + i));
    }
    assertNull(map.get("c50000"));
    assertNull(map.get(null));
    Object noName = 7;
    assertFalse(map.containsKey(noName));
  }

  @Test
  void theLastEntriesKeepTheirOrder() {
    PersistentMap<String, Integer> map = PersistentMap.of();
    for (int i = 0; i < 40; i++) {
      map = map.with("k" + i, i);
    }

    assertEquals(List.of("k38", "k39"), List.copyOf(map.last(2).keySet()));
    assertEquals(map, map.last(100));
  }

  @Test
  void aSeriesGrowsOverItsLevelsAndRefusesPlacesThatAreNotTaken() {
    PersistentVector<Integer> persistentVector = PersistentVector.of();
    for (int i = 0; i < 33_000; i++) {
      persistentVector = persistentVector.plus(i);
    }

    PersistentVector<Integer> changed = persistentVector.with(1_024, -1);

    assertEquals(32_999, persistentVector.getLast());
    assertEquals(1_024, persistentVector.get(1_024));
    assertEquals(-1, changed.get(1_024));
    PersistentVector<Integer> end = persistentVector;
    assertThrows(IndexOutOfBoundsException.class, () -> end.with(33_000, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> end.get(-1));
  }

  @Test
  void aSetThatHasEverythingStaysItself() {
    PersistentSet<String> set = PersistentSet.<String>of().plus(List.of("a", "b"));

    assertSame(set, set.plus(List.of("b", "a")));
    assertEquals(List.of("a", "b", "c"), List.copyOf(set.plus(List.of("c"))));
  }
}

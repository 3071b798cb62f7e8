package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PartNumbersTest {
  /** As many numbers that do not touch as have 3,994 characters, and one more. */
  private static BitSet longList(int last) {
    BitSet numbers = new BitSet();
    for (int i = 101; i < 1_000; i += 2) {
      numbers.set(i);
    }
    for (int i = 0; i < 439; i++) {
      numbers.set(1_001 + 2 * i);
    }
    numbers.set(last);
    return numbers;
  }

  @Test
  void neighboursAreARangeAndWordsAreReadBack() {
    BitSet numbers = new BitSet();
    numbers.set(0);
    numbers.set(2, 5);
    numbers.set(7);

    assertEquals("0,2-4,7", PartNumbers.of(numbers));
    assertEquals(numbers, PartNumbers.parse("0,2-4,7"));
  }

  @Test
  void noNumbersAreNoWords() {
    assertEquals("", PartNumbers.of(new BitSet()));
    assertEquals(new BitSet(), PartNumbers.parse(""));
  }

  @Test
  void aListThatJustFitsIsWhole() {
    String words = PartNumbers.of(longList(10_001));

    assertEquals(PartNumbers.LENGTH_MAX, words.length());
    assertEquals(longList(10_001), PartNumbers.parse(words));
  }

  @Test
  void aNumberThatDoesNotFitCountsAsNotShown() {
    BitSet numbers = longList(100_001);

    BitSet read = PartNumbers.parse(PartNumbers.of(numbers));

    numbers.clear(100_001);
    assertEquals(numbers, read);
  }
}

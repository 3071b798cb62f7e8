package crossreview.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(100, 60);

  @Test
  void oneHolderGetsItsShareAndNoMore() {
    MemoryReservation first = budget.open("a");
    MemoryReservation second = budget.open("a");

    assertTrue(first.grow(40));
    assertFalse(second.grow(21), "61 of a share of 60");
    assertTrue(second.grow(20));

    assertEquals(60, budget.used());
  }

  @Test
  void allHoldersTogetherGetTheWholeAndNoMore() {
    MemoryReservation a = budget.open("a");
    MemoryReservation b = budget.open("b");

    assertTrue(a.grow(60));
    assertFalse(b.grow(41));
    assertTrue(b.grow(40));

    assertEquals(100, budget.used());
  }

  @Test
  void whatIsClosedIsFreeOnceAndStaysClosed() {
    MemoryReservation a = budget.open("a");
    MemoryReservation b = budget.open("b");
    a.grow(50);
    b.grow(50);

    a.close();
    a.close();

    assertEquals(50, budget.used());
    assertFalse(a.grow(1));
    assertTrue(budget.open("a").grow(50));
  }

  @Test
  void aRefusedReservationChangesNothing() {
    MemoryReservation a = budget.open("a");
    a.grow(10);

    assertFalse(a.grow(Long.MAX_VALUE));

    assertEquals(10, budget.used());
    a.close();
    assertEquals(0, budget.used());
  }

  @Test
  void aHeapOf256MebibytesTakesABodyOfTheLargestKindFromOneHolder() {
    MemoryBudget shipped = MemoryBudget.ofRequests(256L << 20);

    assertTrue(shipped.share() >= 6 * (8L << 20), "8 MiB at six times its size");
    assertThrows(IllegalStateException.class, () -> new MemoryBudget(10, 11));
  }

  @Test
  void manyThreadsNeverHoldMoreThanThereIs() throws Exception {
    try (var threads =
        Executors.newFixedThreadPool(8, Thread.ofPlatform().name("b-", 0).factory())) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String holder = "h" + i % 3;
        results.add(threads.submit(() -> hammer(holder)));
      }
      for (Future<Integer> result : results) {
        assertEquals(0, result.get(), "times above the budget");
      }
    }
    assertEquals(0, budget.used());
  }

  private int hammer(String holder) {
    int above = 0;
    for (int i = 0; i < 2_000; i++) {
      try (MemoryReservation mine = budget.open(holder)) {
        mine.grow(1 + i % 60);
        above += budget.used() > 100 ? 1 : 0;
      }
    }
    return above;
  }
}

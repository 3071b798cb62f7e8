package crossreview.journal;

import static crossreview.journal.Owner.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each operation on the disk fails once, or from then on; short writes and full disks among them.
 */
class WriteFaultTest {
  private static final int ONCE = 1;
  private static final int OPERATIONS_MAX = 200;

  private final List<String> acknowledged = new ArrayList<>();

  /** Opens, writes, releases and reopens, and notes what was answered. */
  private void script(Journal journal) throws IOException, JournalDamaged {
    Owner owner = Owner.claim(journal);
    note(owner.first(), Owner.OPENED);
    note(owner.append("a"), "a");
    note(owner.append("b", "c"), "b", "c");
    CompletableFuture<Journal.Released> released = owner.writer().close().toCompletableFuture();
    if (!released.isCompletedExceptionally()) {
      Owner again = Owner.reopen(journal, released.join()).orElseThrow();
      note(again.append("d"), "d");
    }
  }

  private void note(CompletableFuture<Void> answer, String... texts) {
    assertTrue(answer.isDone());
    if (!answer.isCompletedExceptionally()) {
      acknowledged.addAll(List.of(texts));
    }
  }

  /** Runs the script against the fault; says whether the disk was asked as often as that. */
  private boolean scripted(Journal journal, MemoryDisk disk, int from, int until) {
    disk.fail(from, until);
    int before = disk.operations();
    try {
      script(journal);
    } catch (IOException e) {
      assertFalse(e.getMessage().isEmpty());
    } catch (JournalDamaged e) {
      throw new AssertionError("a fault of the disk is no damage", e);
    }
    boolean reached = disk.operations() - before > from;
    disk.heal();
    return reached;
  }

  @ParameterizedTest
  @ValueSource(ints = {ONCE, Integer.MAX_VALUE})
  void whateverFailsNothingAcknowledgedIsLostAndTheNextClaimGoesOn(int length) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    int number = 0;
    for (boolean reached = true; reached; number++) {
      acknowledged.clear();
      MemoryDisk disk = new MemoryDisk();
      Journal journal = new Journal(disk, 10);
      int until = length == ONCE ? number + 1 : length;
      reached = scripted(journal, disk, number, until);
      String where = "operation " + number;
      assertTrue(number < OPERATIONS_MAX, where);

      assertPrefix(acknowledged, Owner.read(disk), where);
      Owner next = Owner.claim(journal);
      assertPrefix(acknowledged, next.replayed(), where);
      next.append("z").join();
      List<String> all = Owner.list(next.replayed(), Owner.OPENED, "z");
      assertEquals(all, Owner.read(disk), where);
      MemoryDisk cut = disk.afterPowerCut(random);
      assertEquals(all, Owner.claim(cut).replayed(), where + ", and a power cut");
    }
    assertTrue(number > 30, "the script asks the disk " + number + " times");
  }

  private static void assertPrefix(List<String> prefix, List<String> all, String where) {
    assertTrue(
        all.size() >= prefix.size() && all.subList(0, prefix.size()).equals(prefix),
        where + ": acknowledged " + prefix + ", found " + all);
  }

  @Test
  void whatFollowsAFailedFsyncIsNotBelievedEvenIfItReadsBackWell() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Journal journal = new Journal(disk, 10);
    Owner owner = Owner.claim(journal);
    owner.append("kept").join();
    disk.spy(operation -> failForces(disk, operation));
    CompletableFuture<Void> lost = owner.append("lost");
    disk.spy(operation -> {});

    assertTrue(lost.isCompletedExceptionally());
    Owner next = Owner.claim(journal);

    assertEquals(List.of(Owner.OPENED, "kept"), next.replayed());
    assertTrue(next.dropped().bytes() > 0);
  }

  /** The next operation to come is the one that the spy hears of. */
  private static void failForces(MemoryDisk disk, String operation) {
    if (operation.startsWith("force ")) {
      disk.fail(0, ONCE);
    } else {
      disk.heal();
    }
  }

  @Test
  void theDisbeliefOutlivesAClaimThatFailsAsWell() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Journal journal = new Journal(disk, 10);
    Owner owner = Owner.claim(journal);
    owner.append("kept").join();
    disk.spy(operation -> failForces(disk, operation));
    owner.append("lost");
    Owner.claim(journal);
    disk.put(EpochFiles.lines(FOLDER, 2), new byte[0]);
    assertThrows(IOException.class, () -> claimWithoutMark(journal, disk));
    disk.spy(operation -> {});

    Owner next = Owner.claim(journal);

    assertEquals(List.of(Owner.OPENED, "kept"), next.replayed());
  }

  private static void claimWithoutMark(Journal journal, MemoryDisk disk) throws Exception {
    disk.spy(operation -> {
      if (operation.startsWith("forceDirectory")) {
        disk.fail(0, ONCE);
      }
    });
    Owner.claim(journal);
  }

  @Test
  void unmarkedUnitsWhoseFsyncFailsAreNeitherDroppedNorAdoptedByThisProcess() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Owner.claim(disk).append("a").join();
    byte[] mark = disk.bytes(EpochFiles.head(FOLDER, 1));
    Owner.claim(new Journal(disk, 10)).append("b").join();
    MemoryDisk found = disk.afterKill();
    found.put(EpochFiles.head(FOLDER, 2), null);
    found.put(EpochFiles.head(FOLDER, 1), mark);
    Journal journal = new Journal(found, 10);

    found.spy(operation -> failForces(found, operation));
    assertThrows(IOException.class, () -> Owner.claim(journal));
    found.spy(operation -> {});

    assertThrows(IOException.class, () -> Owner.claim(journal));
    List<String> all = List.of(Owner.OPENED, "a", Owner.OPENED, "b");
    assertEquals(all, Owner.claim(new Journal(found, 10)).replayed());
  }

  @Test
  void aFailedWriterStaysClosedAndSaysWhy() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Owner owner = Owner.claim(disk);
    disk.fail(0, ONCE);

    CompletableFuture<Void> full = owner.append("a");
    CompletableFuture<Void> after = owner.append("b");

    assertEquals("storage_full", closed(full).code());
    assertEquals("storage_full", closed(after).code());
    assertEquals("storage_full", closed(owner.writer().close().toCompletableFuture()).code());
    assertEquals(List.of(), owner.told());
    assertEquals(List.of(Owner.OPENED), Owner.read(disk));
  }

  private static JournalClosed closed(CompletableFuture<?> answer) {
    return assertInstanceOf(JournalClosed.class, answer.exceptionNow());
  }

  @Test
  void aLookForTheNextEpochThatFailsConfirmsNothing() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Owner owner = Owner.claim(disk);
    disk.spy(operation -> {
      if (operation.startsWith("exists")) {
        disk.fail(0, ONCE);
      }
    });

    CompletableFuture<Void> answer = owner.append("a");
    disk.spy(operation -> {});

    assertEquals("journal_failed", closed(answer).code());
    assertEquals(List.of(Owner.OPENED), Owner.read(disk));
  }

  @Test
  void aBugInALineFailsThoseWhoWaitAndKeepsItsStack() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Owner owner = Owner.claim(disk);
    String tooLong = "x".repeat(Journal.LINE_MAX);

    JournalClosed closed = closed(owner.append(tooLong));

    assertEquals("journal_failed", closed.code());
    assertInstanceOf(IllegalStateException.class, closed.getCause());
    assertEquals(List.of(Owner.OPENED), Owner.claim(disk).replayed());
  }
}

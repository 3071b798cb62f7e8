package crossreview.journal;

import static crossreview.journal.JournalOwner.FOLDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.file.EpochFiles;
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
  private void script(Journal journal) throws IOException, JournalDamagedException {
    JournalOwner journalOwner = JournalOwner.claim(journal);
    note(journalOwner.first(), JournalOwner.OPENED);
    note(journalOwner.append("a"), "a");
    note(journalOwner.append("b", "c"), "b", "c");
    CompletableFuture<Journal.ReleasePoint> released =
        journalOwner.writer().close().toCompletableFuture();
    if (!released.isCompletedExceptionally()) {
      JournalOwner again = JournalOwner.reopen(journal, released.join()).orElseThrow();
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
    } catch (JournalDamagedException e) {
      throw new AssertionError("a fault of the disk is not damage", e);
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

      assertPrefix(acknowledged, JournalOwner.read(disk), where);
      JournalOwner next = JournalOwner.claim(journal);
      assertPrefix(acknowledged, next.replayed(), where);
      next.append("z").join();
      List<String> all = JournalOwner.list(next.replayed(), JournalOwner.OPENED, "z");
      assertEquals(all, JournalOwner.read(disk), where);
      MemoryDisk cut = disk.afterPowerCut(random);
      assertEquals(all, JournalOwner.claim(cut).replayed(), where + ", and a power cut");
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
    JournalOwner journalOwner = JournalOwner.claim(journal);
    journalOwner.append("kept").join();
    disk.spy(operation -> failForces(disk, operation));
    CompletableFuture<Void> lost = journalOwner.append("lost");
    disk.spy(operation -> {});

    assertTrue(lost.isCompletedExceptionally());
    JournalOwner next = JournalOwner.claim(journal);

    assertEquals(List.of(JournalOwner.OPENED, "kept"), next.replayed());
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
    JournalOwner journalOwner = JournalOwner.claim(journal);
    journalOwner.append("kept").join();
    disk.spy(operation -> failForces(disk, operation));
    journalOwner.append("lost");
    JournalOwner.claim(journal);
    disk.put(EpochFiles.lines(FOLDER, 2), new byte[0]);
    assertThrows(IOException.class, () -> claimWithoutMark(journal, disk));
    disk.spy(operation -> {});

    JournalOwner next = JournalOwner.claim(journal);

    assertEquals(List.of(JournalOwner.OPENED, "kept"), next.replayed());
  }

  private static void claimWithoutMark(Journal journal, MemoryDisk disk) throws Exception {
    disk.spy(operation -> {
      if (operation.startsWith("forceDirectory")) {
        disk.fail(0, ONCE);
      }
    });
    JournalOwner.claim(journal);
  }

  @Test
  void unmarkedUnitsWhoseFsyncFailsAreNeitherDroppedNorAdoptedByThisProcess() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    JournalOwner.claim(disk).append("a").join();
    byte[] mark = disk.bytes(EpochFiles.head(FOLDER, 1));
    JournalOwner.claim(new Journal(disk, 10)).append("b").join();
    MemoryDisk found = disk.afterKill();
    found.put(EpochFiles.head(FOLDER, 2), null);
    found.put(EpochFiles.head(FOLDER, 1), mark);
    Journal journal = new Journal(found, 10);

    found.spy(operation -> failForces(found, operation));
    assertThrows(IOException.class, () -> JournalOwner.claim(journal));
    found.spy(operation -> {});

    assertThrows(IOException.class, () -> JournalOwner.claim(journal));
    List<String> all = List.of(JournalOwner.OPENED, "a", JournalOwner.OPENED, "b");
    assertEquals(all, JournalOwner.claim(new Journal(found, 10)).replayed());
  }

  @Test
  void aFailedWriterStaysClosedAndSaysWhy() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    JournalOwner journalOwner = JournalOwner.claim(disk);
    disk.fail(0, ONCE);

    CompletableFuture<Void> full = journalOwner.append("a");
    CompletableFuture<Void> after = journalOwner.append("b");

    assertEquals("storage_full", closed(full).problem().code());
    assertEquals("storage_full", closed(after).problem().code());
    assertEquals(
        "storage_full",
        closed(journalOwner.writer().close().toCompletableFuture()).problem().code());
    assertEquals(List.of(), journalOwner.told());
    assertEquals(List.of(JournalOwner.OPENED), JournalOwner.read(disk));
  }

  private static JournalClosedException closed(CompletableFuture<?> answer) {
    return assertInstanceOf(JournalClosedException.class, answer.exceptionNow());
  }

  @Test
  void aLookForTheNextEpochThatFailsConfirmsNothing() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    JournalOwner journalOwner = JournalOwner.claim(disk);
    disk.spy(operation -> {
      if (operation.startsWith("exists")) {
        disk.fail(0, ONCE);
      }
    });

    CompletableFuture<Void> answer = journalOwner.append("a");
    disk.spy(operation -> {});

    assertEquals("journal_failed", closed(answer).problem().code());
    assertEquals(List.of(JournalOwner.OPENED), JournalOwner.read(disk));
  }

  @Test
  void aBugInALineFailsThoseWhoWaitAndKeepsItsStack() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    JournalOwner journalOwner = JournalOwner.claim(disk);
    String tooLong = "x".repeat(Journal.LINE_MAX);

    JournalClosedException closed = closed(journalOwner.append(tooLong));

    assertEquals("journal_failed", closed.problem().code());
    assertInstanceOf(IllegalStateException.class, closed.getCause());
    assertEquals(List.of(JournalOwner.OPENED), JournalOwner.claim(disk).replayed());
  }
}

package crossreview.journal;

import static crossreview.journal.JournalOwner.FOLDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.file.EpochFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FenceTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final Journal one = new Journal(disk, 10);
  private final Journal other = new Journal(disk, 10);

  private static String code(CompletableFuture<Void> answer) {
    return assertInstanceOf(JournalClosedException.class, answer.exceptionNow()).problem().code();
  }

  @Test
  void theNextEpochIsThereAndItsNameDurableBeforeTheOlderOnesAreRead() throws Exception {
    JournalOwner.claim(one).append("a").join();
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);

    JournalOwner.claim(other);

    int created = operations.indexOf("create events-000002.ndjson");
    int named = operations.indexOf("forceDirectory session");
    int read = operations.indexOf("read events-000001.ndjson");
    assertTrue(0 <= created && created < named && named < read, operations.toString());
  }

  @Test
  void aGroupIsWrittenFsyncedCheckedAndPublishedInThisOrder() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(one);
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);

    journalOwner.append("a", "b").thenRun(() -> operations.add("answer"));

    List<String> order =
        List.of(
            "write events-000001.ndjson",
            "force events-000001.ndjson",
            "exists events-000002.ndjson",
            "mark events-000001.head",
            "answer");
    assertEquals(order, operations);
  }

  @Test
  void anOldOwnerThatWakesUpAfterAClaimAcknowledgesNothingAndShowsNothing() throws Exception {
    JournalOwner old = JournalOwner.claim(one);
    old.append("a").join();
    JournalOwner journalOwner = JournalOwner.claim(other);

    CompletableFuture<Void> late = old.append("late");
    journalOwner.append("b").join();

    assertEquals("lock_lost", code(late));
    assertEquals(List.of("a"), old.told());
    List<String> chain = List.of(JournalOwner.OPENED, "a", JournalOwner.OPENED, "b");
    assertEquals(chain, JournalOwner.read(disk));
    assertEquals(chain, JournalOwner.claim(new Journal(disk, 10)).replayed());
  }

  @Test
  void whereverAClaimFallsIntoAGroupWhatWasAcknowledgedIsOnTheNewChain() throws Exception {
    int steps = 5; // write, force, exists, mark, and after them
    for (int step = 0; step < steps; step++) {
      MemoryDisk fresh = new MemoryDisk();
      JournalOwner old = JournalOwner.claim(fresh);
      AtomicReference<JournalOwner> next = new AtomicReference<>();
      List<String> heard = new ArrayList<>();
      int at = step;
      fresh.spy(operation -> {
        heard.add(operation);
        if (heard.size() == at + 1) {
          fresh.spy(op -> {});
          next.set(claimed(fresh));
        }
      });

      CompletableFuture<Void> answer = old.append("x", "y");
      fresh.spy(op -> {});
      if (next.get() == null) {
        next.set(claimed(fresh));
      }
      next.get().append("z").join();

      List<String> chain = JournalOwner.read(fresh);
      boolean kept = chain.equals(List.of(JournalOwner.OPENED, "x", "y", JournalOwner.OPENED, "z"));
      boolean dropped = chain.equals(List.of(JournalOwner.OPENED, JournalOwner.OPENED, "z"));
      assertTrue(kept || (dropped && answer.isCompletedExceptionally()), step + ": " + chain);
      assertEquals(step > 2, !answer.isCompletedExceptionally(), "step " + step);
    }
  }

  private static JournalOwner claimed(MemoryDisk disk) {
    try {
      return JournalOwner.claim(disk);
    } catch (IOException | JournalDamagedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLostLockClosesTheWriterAndNothingIsPublished() throws Exception {
    AtomicBoolean ours = new AtomicBoolean(true);
    JournalOwner journalOwner =
        JournalOwner.claim(one, FOLDER, new WriterContext(Runnable::run, () -> verify(ours)));
    journalOwner.append("a").join();
    ours.set(false);

    CompletableFuture<Void> answer = journalOwner.append("b");
    ours.set(true);

    assertEquals("lock_lost", code(answer));
    assertEquals("lock_lost", code(journalOwner.append("c")));
    assertEquals(List.of(JournalOwner.OPENED, "a"), JournalOwner.read(disk));
  }

  private static void verify(AtomicBoolean ours) throws WriterFencedException {
    if (!ours.get()) {
      throw new WriterFencedException("the lock is no longer owned by this process");
    }
  }

  @Test
  void aClaimThatDiedBeforeItsFirstLineIsSkipped() throws Exception {
    JournalOwner.claim(one).append("a").join();
    disk.put(EpochFiles.lines(FOLDER, 2), "{\"seq\":3,\"ty".getBytes(UTF_8));

    assertEquals(List.of(JournalOwner.OPENED, "a"), JournalOwner.read(disk));
    assertEquals(3, JournalOwner.claim(other).writer().epoch());
    assertEquals(List.of(JournalOwner.OPENED, "a", JournalOwner.OPENED), JournalOwner.read(disk));
  }

  @Test
  void aFirstLineWithoutHeadMarkTellsNotEvenWhatItContinuesFrom() throws Exception {
    JournalOwner old = JournalOwner.claim(one);
    byte[] before = disk.bytes(EpochFiles.head(FOLDER, 1));
    old.append("never acknowledged").join();
    JournalOwner.claim(other);
    MemoryDisk seen = disk.afterKill();
    seen.put(EpochFiles.head(FOLDER, 1), before);

    seen.put(EpochFiles.head(FOLDER, 2), null);

    assertEquals(List.of(JournalOwner.OPENED), JournalOwner.read(seen));
    List<String> adopted = List.of(JournalOwner.OPENED, "never acknowledged", JournalOwner.OPENED);
    assertEquals(adopted, JournalOwner.claim(seen).replayed());
  }

  @Test
  void anEpochOffTheChainThatToldLinesIsDamage() throws Exception {
    JournalOwner.claim(one).append("a").join();
    Path second = EpochFiles.lines(FOLDER, 2);
    JournalOwner.claim(other);
    byte[] mark = disk.bytes(EpochFiles.head(FOLDER, 2));
    disk.put(second, new byte[0]);
    disk.put(EpochFiles.head(FOLDER, 2), null);
    JournalOwner.claim(new Journal(disk, 10)).append("b").join();

    disk.put(EpochFiles.head(FOLDER, 2), mark);

    JournalDamagedException damage =
        assertThrows(
            JournalDamagedException.class, () -> JournalOwner.claim(new Journal(disk, 10)));
    assertTrue(damage.getMessage().startsWith("events-000002.ndjson"), damage.getMessage());
  }

  @Test
  void aNumberThatSomebodyTakesFirstIsLeftToThem() throws Exception {
    JournalOwner.claim(one).append("a").join();
    disk.spy(operation -> {
      if (operation.equals("create events-000002.ndjson")) {
        disk.put(EpochFiles.lines(FOLDER, 2), new byte[0]);
      }
    });

    JournalOwner journalOwner = JournalOwner.claim(other);

    assertEquals(3, journalOwner.writer().epoch());
    assertEquals(List.of(JournalOwner.OPENED, "a", JournalOwner.OPENED), JournalOwner.read(disk));
  }

  @Test
  void aReleasedEpochIsContinuedByItsProcess() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(one);
    journalOwner.append("a");
    ReleasePoint releasePoint = journalOwner.writer().close().toCompletableFuture().join();

    JournalOwner again = JournalOwner.reopen(one, releasePoint).orElseThrow();
    again.append("b").join();

    assertEquals(1, again.writer().epoch());
    assertEquals(List.of(JournalOwner.OPENED, "a", "b"), JournalOwner.read(disk));
    assertTrue(journalOwner.append("late").isCompletedExceptionally());
  }

  @Test
  void aReleasedEpochIsNotContinuedAfterSomebodyElsesClaim() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(one);
    journalOwner.append("a");
    ReleasePoint releasePoint = journalOwner.writer().close().toCompletableFuture().join();
    JournalOwner.claim(other);

    assertTrue(JournalOwner.reopen(one, releasePoint).isEmpty());
    assertFalse(JournalOwner.read(disk).isEmpty());
  }
}

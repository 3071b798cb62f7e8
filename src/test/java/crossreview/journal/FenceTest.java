package crossreview.journal;

import static crossreview.journal.Owner.FOLDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal.Ownership;
import crossreview.journal.Journal.Released;
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
    return assertInstanceOf(JournalClosed.class, answer.exceptionNow()).code();
  }

  @Test
  void theNextEpochIsThereAndItsNameDurableBeforeTheOlderOnesAreRead() throws Exception {
    Owner.claim(one).append("a").join();
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);

    Owner.claim(other);

    int created = operations.indexOf("create events-000002.ndjson");
    int named = operations.indexOf("forceDirectory session");
    int read = operations.indexOf("read events-000001.ndjson");
    assertTrue(0 <= created && created < named && named < read, operations.toString());
  }

  @Test
  void aGroupIsWrittenFsyncedCheckedAndPublishedInThisOrder() throws Exception {
    Owner owner = Owner.claim(one);
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);

    owner.append("a", "b").thenRun(() -> operations.add("answer"));

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
    Owner old = Owner.claim(one);
    old.append("a").join();
    Owner owner = Owner.claim(other);

    CompletableFuture<Void> late = old.append("late");
    owner.append("b").join();

    assertEquals("lock_lost", code(late));
    assertEquals(List.of("a"), old.told());
    List<String> chain = List.of(Owner.OPENED, "a", Owner.OPENED, "b");
    assertEquals(chain, Owner.read(disk));
    assertEquals(chain, Owner.claim(new Journal(disk, 10)).replayed());
  }

  @Test
  void whereverAClaimFallsIntoAGroupWhatWasAcknowledgedIsOnTheNewChain() throws Exception {
    int steps = 5; // write, force, exists, mark, and after them
    for (int step = 0; step < steps; step++) {
      MemoryDisk fresh = new MemoryDisk();
      Owner old = Owner.claim(fresh);
      AtomicReference<Owner> next = new AtomicReference<>();
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

      List<String> chain = Owner.read(fresh);
      boolean kept = chain.equals(List.of(Owner.OPENED, "x", "y", Owner.OPENED, "z"));
      boolean dropped = chain.equals(List.of(Owner.OPENED, Owner.OPENED, "z"));
      assertTrue(kept || (dropped && answer.isCompletedExceptionally()), step + ": " + chain);
      assertEquals(step > 2, !answer.isCompletedExceptionally(), "step " + step);
    }
  }

  private static Owner claimed(MemoryDisk disk) {
    try {
      return Owner.claim(disk);
    } catch (IOException | JournalDamaged e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLostLockClosesTheWriterAndNothingIsPublished() throws Exception {
    AtomicBoolean ours = new AtomicBoolean(true);
    Owner owner = Owner.claim(one, FOLDER, new Ownership(Runnable::run, () -> verify(ours)));
    owner.append("a").join();
    ours.set(false);

    CompletableFuture<Void> answer = owner.append("b");
    ours.set(true);

    assertEquals("lock_lost", code(answer));
    assertEquals("lock_lost", code(owner.append("c")));
    assertEquals(List.of(Owner.OPENED, "a"), Owner.read(disk));
  }

  private static void verify(AtomicBoolean ours) throws LockLost {
    if (!ours.get()) {
      throw new LockLost("the lock is not ours any more");
    }
  }

  @Test
  void aClaimThatDiedBeforeItsFirstLineIsSkipped() throws Exception {
    Owner.claim(one).append("a").join();
    disk.put(EpochFiles.lines(FOLDER, 2), "{\"seq\":3,\"ty".getBytes(UTF_8));

    assertEquals(List.of(Owner.OPENED, "a"), Owner.read(disk));
    assertEquals(3, Owner.claim(other).writer().epoch());
    assertEquals(List.of(Owner.OPENED, "a", Owner.OPENED), Owner.read(disk));
  }

  @Test
  void aFirstLineWithoutHeadMarkTellsNotEvenWhatItContinuesFrom() throws Exception {
    Owner old = Owner.claim(one);
    byte[] before = disk.bytes(EpochFiles.head(FOLDER, 1));
    old.append("never acknowledged").join();
    Owner.claim(other);
    MemoryDisk seen = disk.afterKill();
    seen.put(EpochFiles.head(FOLDER, 1), before);

    seen.put(EpochFiles.head(FOLDER, 2), null);

    assertEquals(List.of(Owner.OPENED), Owner.read(seen));
    List<String> adopted = List.of(Owner.OPENED, "never acknowledged", Owner.OPENED);
    assertEquals(adopted, Owner.claim(seen).replayed());
  }

  @Test
  void anEpochOffTheChainThatToldLinesIsDamage() throws Exception {
    Owner.claim(one).append("a").join();
    Path second = EpochFiles.lines(FOLDER, 2);
    Owner.claim(other);
    byte[] mark = disk.bytes(EpochFiles.head(FOLDER, 2));
    disk.put(second, new byte[0]);
    disk.put(EpochFiles.head(FOLDER, 2), null);
    Owner.claim(new Journal(disk, 10)).append("b").join();

    disk.put(EpochFiles.head(FOLDER, 2), mark);

    JournalDamaged damage =
        assertThrows(JournalDamaged.class, () -> Owner.claim(new Journal(disk, 10)));
    assertTrue(damage.getMessage().startsWith("events-000002.ndjson"), damage.getMessage());
  }

  @Test
  void aNumberThatSomebodyTakesFirstIsLeftToThem() throws Exception {
    Owner.claim(one).append("a").join();
    disk.spy(operation -> {
      if (operation.equals("create events-000002.ndjson")) {
        disk.put(EpochFiles.lines(FOLDER, 2), new byte[0]);
      }
    });

    Owner owner = Owner.claim(other);

    assertEquals(3, owner.writer().epoch());
    assertEquals(List.of(Owner.OPENED, "a", Owner.OPENED), Owner.read(disk));
  }

  @Test
  void aReleasedEpochIsContinuedByItsProcess() throws Exception {
    Owner owner = Owner.claim(one);
    owner.append("a");
    Released released = owner.writer().close().toCompletableFuture().join();

    Owner again = Owner.reopen(one, released).orElseThrow();
    again.append("b").join();

    assertEquals(1, again.writer().epoch());
    assertEquals(List.of(Owner.OPENED, "a", "b"), Owner.read(disk));
    assertTrue(owner.append("late").isCompletedExceptionally());
  }

  @Test
  void aReleasedEpochIsNotContinuedAfterSomebodyElsesClaim() throws Exception {
    Owner owner = Owner.claim(one);
    owner.append("a");
    Released released = owner.writer().close().toCompletableFuture().join();
    Owner.claim(other);

    assertTrue(Owner.reopen(one, released).isEmpty());
    assertFalse(Owner.read(disk).isEmpty());
  }
}

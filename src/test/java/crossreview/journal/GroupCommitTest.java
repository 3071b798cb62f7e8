package crossreview.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal.Released;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private final MemoryDisk disk = new MemoryDisk();

  /** Does nothing until it is told to, so that a test decides what shares a group. */
  private static final class HeldThread implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void turn() {
      tasks.remove().run();
    }

    void all() {
      while (!tasks.isEmpty()) {
        turn();
      }
    }
  }

  private static Owner owner(Journal journal, Executor thread) throws Exception {
    return Owner.claim(journal, Owner.FOLDER, Owner.on(thread));
  }

  @Test
  void unitsThatWaitShareOneFsyncAndAreToldTogetherBeforeTheyAreAnswered() throws Exception {
    HeldThread thread = new HeldThread();
    Owner owner = owner(new Journal(disk, 100), thread);
    thread.all();
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);
    List<List<String>> toldAtAnswer = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      owner.append("u" + i).thenRun(() -> toldAtAnswer.add(List.copyOf(owner.told())));
    }
    thread.turn();

    assertEquals(1, Collections.frequency(operations, "force events-000001.ndjson"));
    assertEquals(20, toldAtAnswer.size());
    toldAtAnswer.forEach(told -> assertEquals(21, told.size(), "with the first line"));
  }

  @Test
  void aGroupHoldsABoundedNumberOfUnitsAndTheNextSessionHasItsTurnBetween() throws Exception {
    HeldThread thread = new HeldThread();
    Owner one = owner(new Journal(disk, 2000), thread);
    Owner other = owner(new Journal(new MemoryDisk(), 2000), thread);
    thread.all();

    List<CompletableFuture<Void>> many =
        IntStream.range(0, 600).mapToObj(i -> one.append("u" + i)).toList();
    CompletableFuture<Void> single = other.append("x");
    thread.turn();
    boolean first = many.get(511).isDone() && !many.get(512).isDone() && !single.isDone();
    thread.turn();

    assertTrue(first);
    assertTrue(single.isDone() && !many.get(512).isDone());
    thread.all();
    assertTrue(many.getLast().isDone());
  }

  @Test
  void largeUnitsAreSplitIntoSeveralGroupsAndNoUnitIsSplit() throws Exception {
    HeldThread thread = new HeldThread();
    Owner owner = owner(new Journal(disk, 100), thread);
    thread.all();
    List<Integer> groups = new ArrayList<>();
    owner.writer().onTold(lines -> groups.add(lines.size()));
    String large = "x".repeat(60_000);

    IntStream.range(0, 30).forEach(i -> owner.append(large, large));
    thread.all();

    assertTrue(groups.size() > 1, groups.toString());
    groups.forEach(lines -> assertEquals(0, lines % 2, groups.toString()));
    assertEquals(61, Owner.read(disk).size());
  }

  @Test
  void aGapOrARepeatedSeqIsABugAndChangesNothing() throws Exception {
    Owner owner = Owner.claim(disk);
    owner.append("a").join();
    JournalWriter writer = owner.writer();

    for (long wrong : List.of(1L, 2L, 4L, 0L)) {
      List<LineSource> unit = List.of(Owner.line(wrong, "wrong"));
      assertThrows(IllegalStateException.class, () -> writer.append(unit), "seq " + wrong);
    }
    List<LineSource> gap = List.of(Owner.line(3, "b"), Owner.line(5, "c"));
    assertThrows(IllegalStateException.class, () -> writer.append(gap));
    assertThrows(IllegalStateException.class, () -> writer.append(List.of()));

    owner.append("b").join();
    assertEquals(List.of(Owner.OPENED, "a", "b"), Owner.read(disk));
  }

  @Test
  void aFullQueueRefusesAndTheNextUnitGoesThroughAfterIt() throws Exception {
    HeldThread thread = new HeldThread();
    Owner owner = owner(new Journal(disk, 3), thread);
    thread.all();
    IntStream.range(0, 3).forEach(i -> owner.append("u" + i));

    JournalClosed refusal =
        (JournalClosed)
            owner.writer().append(List.of(Owner.line(5, "x"))).toCompletableFuture().exceptionNow();
    thread.all();
    CompletableFuture<Void> later = owner.append("u3");
    thread.all();

    assertEquals("overloaded", refusal.code());
    assertFalse(later.isCompletedExceptionally());
    assertEquals(List.of(Owner.OPENED, "u0", "u1", "u2", "u3"), Owner.read(disk));
  }

  @Test
  void closingWritesWhatWasHandedInAndRefusesWhatComesLater() throws Exception {
    HeldThread thread = new HeldThread();
    Owner owner = owner(new Journal(disk, 100), thread);
    CompletableFuture<Void> before = owner.append("before");

    CompletableFuture<Released> released = owner.writer().close().toCompletableFuture();
    CompletableFuture<Void> after = owner.append("after");
    thread.all();

    assertTrue(before.isDone() && !before.isCompletedExceptionally());
    assertEquals("closed", assertInstanceOf(JournalClosed.class, after.exceptionNow()).code());
    assertEquals(2, released.join().seq());
    assertEquals(disk.bytes(EpochFiles.lines(Owner.FOLDER, 1)).length, released.join().bytes());
  }

  @Test
  void whenTheThreadsHaveEndedNobodyWaitsForEver() throws Exception {
    JournalThreads threads = new JournalThreads(1);
    Executor thread = threads.take();
    Owner owner = owner(new Journal(disk, 100), thread);
    owner.append("a").get(10, TimeUnit.SECONDS);

    threads.close();

    JournalClosed refusal = assertInstanceOf(JournalClosed.class, owner.append("b").exceptionNow());
    assertEquals("closed", refusal.code());
    assertThrows(RejectedExecutionException.class, () -> thread.execute(() -> {}));
  }

  @Test
  void aTaskThatFailsLeavesTheThreadToTheOtherSessions() throws Exception {
    try (JournalThreads threads = new JournalThreads(1)) {
      Executor thread = threads.take();
      thread.execute(() -> {
        throw new StackOverflowError("a bug of another session");
      });

      Owner owner = owner(new Journal(disk, 100), thread);

      owner.append("a").get(10, TimeUnit.SECONDS);
      assertEquals(List.of(Owner.OPENED, "a"), Owner.read(disk));
    }
  }

  @Test
  void manyThreadsOnOneSessionKeepTheirOrderAndAreAnsweredInIt(@TempDir Path folder)
      throws Exception {
    int writers = 64;
    int each = 50;
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    Journal journal = new Journal(new RealFiles(), 100_000);
    try (JournalThreads threads = new JournalThreads(1)) {
      Owner owner = Owner.claim(journal, folder, Owner.on(threads.take()));
      List<CompletableFuture<Void>> all = Collections.synchronizedList(new ArrayList<>());
      List<Thread> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        Runnable work =
            () -> {
              for (int i = 0; i < each; i++) {
                String text = "w" + writer + "-" + i;
                synchronized (order) { // deciding and handing in are one step, as in the store
                  order.add(text);
                  all.add(owner.append(text).thenRun(() -> answers.add(text)));
                }
              }
            };
        running.add(Thread.ofPlatform().name("writer-" + w).start(work));
      }
      for (Thread thread : running) {
        thread.join();
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);
    }

    List<StoredLine> lines = journal.reader(folder).page(1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertEquals(writers * each, lines.size());
    assertEquals(order, Owner.texts(lines));
    assertEquals(order, answers);
  }

  @Test
  void filesAreForTheirOwnerOnlyFromBirth(@TempDir Path folder) throws Exception {
    Owner.claim(new Journal(new RealFiles(), 10), folder, Owner.HERE).append("a").join();

    for (String name : List.of("events-000001.ndjson", "events-000001.head")) {
      String mode =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
      assertEquals("rw-------", mode, name);
    }
  }
}

package crossreview.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.EpochFiles;
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

  private static JournalOwner owner(Journal journal, Executor thread) throws Exception {
    return JournalOwner.claim(journal, JournalOwner.FOLDER, JournalOwner.on(thread));
  }

  @Test
  void unitsThatWaitShareOneFsyncAndAreToldTogetherBeforeTheyAreAnswered() throws Exception {
    HeldThread thread = new HeldThread();
    JournalOwner journalOwner = owner(new Journal(disk, 100), thread);
    thread.all();
    List<String> operations = new ArrayList<>();
    disk.spy(operations::add);
    List<List<String>> toldAtAnswer = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      journalOwner
          .append("u" + i)
          .thenRun(() -> toldAtAnswer.add(List.copyOf(journalOwner.told())));
    }
    thread.turn();

    assertEquals(1, Collections.frequency(operations, "force events-000001.ndjson"));
    assertEquals(20, toldAtAnswer.size());
    toldAtAnswer.forEach(told -> assertEquals(21, told.size(), "with the first line"));
  }

  @Test
  void aGroupHoldsABoundedNumberOfUnitsAndTheNextSessionHasItsTurnBetween() throws Exception {
    HeldThread thread = new HeldThread();
    JournalOwner one = owner(new Journal(disk, 2000), thread);
    JournalOwner other = owner(new Journal(new MemoryDisk(), 2000), thread);
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
    JournalOwner journalOwner = owner(new Journal(disk, 100), thread);
    thread.all();
    List<Integer> groups = new ArrayList<>();
    journalOwner.writer().onCommit(lines -> groups.add(lines.size()));
    String large = "x".repeat(60_000);

    IntStream.range(0, 30).forEach(i -> journalOwner.append(large, large));
    thread.all();

    assertTrue(groups.size() > 1, groups.toString());
    groups.forEach(lines -> assertEquals(0, lines % 2, groups.toString()));
    assertEquals(61, JournalOwner.read(disk).size());
  }

  @Test
  void aGapOrARepeatedSeqIsABugAndChangesNothing() throws Exception {
    JournalOwner journalOwner = JournalOwner.claim(disk);
    journalOwner.append("a").join();
    JournalWriter writer = journalOwner.writer();

    for (long wrong : List.of(1L, 2L, 4L, 0L)) {
      List<LineSource> unit = List.of(JournalOwner.line(wrong, "wrong"));
      assertThrows(IllegalStateException.class, () -> writer.append(unit), "seq " + wrong);
    }
    List<LineSource> gap = List.of(JournalOwner.line(3, "b"), JournalOwner.line(5, "c"));
    assertThrows(IllegalStateException.class, () -> writer.append(gap));
    assertThrows(IllegalStateException.class, () -> writer.append(List.of()));

    journalOwner.append("b").join();
    assertEquals(List.of(JournalOwner.OPENED, "a", "b"), JournalOwner.read(disk));
  }

  @Test
  void aFullQueueRefusesAndTheNextUnitGoesThroughAfterIt() throws Exception {
    HeldThread thread = new HeldThread();
    JournalOwner journalOwner = owner(new Journal(disk, 3), thread);
    thread.all();
    IntStream.range(0, 3).forEach(i -> journalOwner.append("u" + i));

    JournalClosedException refusal =
        (JournalClosedException)
            journalOwner
                .writer()
                .append(List.of(JournalOwner.line(5, "x")))
                .toCompletableFuture()
                .exceptionNow();
    thread.all();
    CompletableFuture<Void> later = journalOwner.append("u3");
    thread.all();

    assertEquals("overloaded", refusal.problem().code());
    assertFalse(later.isCompletedExceptionally());
    assertEquals(List.of(JournalOwner.OPENED, "u0", "u1", "u2", "u3"), JournalOwner.read(disk));
  }

  @Test
  void closingWritesWhatWasHandedInAndRefusesWhatComesLater() throws Exception {
    HeldThread thread = new HeldThread();
    JournalOwner journalOwner = owner(new Journal(disk, 100), thread);
    CompletableFuture<Void> before = journalOwner.append("before");

    CompletableFuture<ReleasePoint> released = journalOwner.writer().close().toCompletableFuture();
    CompletableFuture<Void> after = journalOwner.append("after");
    thread.all();

    assertTrue(before.isDone() && !before.isCompletedExceptionally());
    assertEquals(
        "closed",
        assertInstanceOf(JournalClosedException.class, after.exceptionNow()).problem().code());
    assertEquals(2, released.join().seq());
    assertEquals(
        disk.bytes(EpochFiles.lines(JournalOwner.FOLDER, 1)).length, released.join().bytes());
  }

  @Test
  void whenTheThreadsHaveEndedNobodyWaitsForEver() throws Exception {
    JournalThreads threads = new JournalThreads(1);
    Executor thread = threads.take();
    JournalOwner journalOwner = owner(new Journal(disk, 100), thread);
    journalOwner.append("a").get(10, TimeUnit.SECONDS);

    threads.close();

    JournalClosedException refusal =
        assertInstanceOf(JournalClosedException.class, journalOwner.append("b").exceptionNow());
    assertEquals("closed", refusal.problem().code());
    assertThrows(RejectedExecutionException.class, () -> thread.execute(() -> {}));
  }

  @Test
  void aTaskThatFailsLeavesTheThreadToTheOtherSessions() throws Exception {
    try (JournalThreads threads = new JournalThreads(1)) {
      Executor thread = threads.take();
      thread.execute(() -> {
        throw new StackOverflowError("a bug of another session");
      });

      JournalOwner journalOwner = owner(new Journal(disk, 100), thread);

      journalOwner.append("a").get(10, TimeUnit.SECONDS);
      assertEquals(List.of(JournalOwner.OPENED, "a"), JournalOwner.read(disk));
    }
  }

  @Test
  void manyThreadsOnOneSessionKeepTheirOrderAndAreAnsweredInIt(@TempDir Path folder)
      throws Exception {
    int writers = 64;
    int each = 50;
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    Journal journal = new Journal(new DiskFiles(), 100_000);
    try (JournalThreads threads = new JournalThreads(1)) {
      JournalOwner journalOwner =
          JournalOwner.claim(journal, folder, JournalOwner.on(threads.take()));
      List<CompletableFuture<Void>> all = Collections.synchronizedList(new ArrayList<>());
      List<Thread> running = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        Runnable work =
            () -> {
              for (int i = 0; i < each; i++) {
                String text = "w" + writer + "-" + i;
                synchronized (order) { // deciding and submitting are one step, as in the store
                  order.add(text);
                  all.add(journalOwner.append(text).thenRun(() -> answers.add(text)));
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
    assertEquals(order, JournalOwner.texts(lines));
    assertEquals(order, answers);
  }

  @Test
  void filesAreForTheirOwnerOnlyFromBirth(@TempDir Path folder) throws Exception {
    JournalOwner.claim(new Journal(new DiskFiles(), 10), folder, JournalOwner.HERE)
        .append("a")
        .join();

    for (String name : List.of("events-000001.ndjson", "events-000001.head")) {
      String mode =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
      assertEquals("rw-------", mode, name);
    }
  }
}

package crossreview.store.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import crossreview.journal.file.DiskFiles;
import crossreview.store.disk.AtomicWriter.SyncMode;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeTime;
import crossreview.testkit.FaultyFiles;
import crossreview.time.TimerService;
import crossreview.time.VertxTimerService;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replacing a file whole, also where the rename is refused for a moment. */
@ExtendWith(VertxExtension.class)
class AtomicWriterTest {
  @TempDir Path folder;
  private final ExecutorService disk = Executors.newSingleThreadExecutor();
  private final List<Duration> waits = new ArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private Path file;

  @BeforeEach
  void old() throws IOException {
    file = Files.writeString(folder.resolve("meta.json"), "old");
  }

  @AfterEach
  void end() {
    disk.shutdownNow();
  }

  /** What Linux and others say when somebody has a file open for a moment. */
  static Stream<FileSystemException> transientRefusals() {
    return Stream.of(
        new AccessDeniedException("meta.json"),
        new FileAlreadyExistsException("meta.json"),
        new FileSystemException("meta.json", null, "Operation not permitted"),
        new FileSystemException("meta.json", null, "Device or resource busy"));
  }

  @ParameterizedTest
  @MethodSource("transientRefusals")
  void aRefusalOfTheMomentIsTriedAgainAfterGrowingWaits(FileSystemException refusal)
      throws Exception {
    replacing(5, refusal).join();

    assertEquals("new", Files.readString(file));
    assertEquals(
        List.of(10L, 20L, 40L, 80L, 160L), waits.stream().map(Duration::toMillis).toList());
    assertEquals(List.of("meta.json"), names());
  }

  @Test
  void aRefusalThatStaysLeavesTheOldFileAndNoTemporary() throws Exception {
    CompletionException refused =
        assertThrows(
            CompletionException.class,
            () -> replacing(6, new AccessDeniedException("meta.json")).join());

    assertInstanceOf(AccessDeniedException.class, refused.getCause());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("meta.json"), names());
  }

  @Test
  void anyOtherFailureIsNotTriedAgain() throws Exception {
    IOException full = new FileSystemException("meta.json", null, "No space left on device");

    assertThrows(CompletionException.class, () -> replacing(1, full).join());

    assertEquals(List.of(), waits);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("meta.json"), names());
  }

  @Test
  void theNewFileIsForItsOwnerOnly() throws Exception {
    replacing(0, null).join();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aDurableFileIsForcedWithItsNameAndOneThatCanBeMadeAgainIsNot() throws Exception {
    FaultyFiles files = new FaultyFiles();
    TimerService none = (delay, task) -> fail("nothing was refused");

    AtomicWriter.nonDurable(files, none, disk)
        .replace(file, new byte[1])
        .toCompletableFuture()
        .join();
    int view = files.forces();
    AtomicWriter.durable(files, none, disk).replace(file, new byte[2]).toCompletableFuture().join();

    assertEquals(0, view);
    assertEquals(2, files.forces());
    assertEquals(2, Files.size(file));
  }

  @Test
  void aFileThatCannotBeForcedDoesNotTakeThePlaceOfTheOldOne() throws Exception {
    FaultyFiles files = new FaultyFiles();
    files.fail("Input/output error", path -> path.toString().endsWith(AtomicWriter.TEMPORARY));
    AtomicWriter durable = AtomicWriter.durable(files, (delay, task) -> () -> {}, disk);

    assertThrows(
        CompletionException.class,
        () -> durable.replace(file, new byte[1]).toCompletableFuture().join());

    assertEquals("old", Files.readString(file));
    assertEquals(List.of("meta.json"), names());
  }

  @Test
  void namesThatACrashLeftBehindAreNotInTheWay() throws Exception {
    List<Path> used = new ArrayList<>();
    AtomicWriter replace = watched(used);
    replace.replace(file, new byte[1]).toCompletableFuture().join();
    String[] parts = used.getFirst().toString().split("-|\\.tmp");
    long number = Long.parseLong(parts[parts.length - 1]);
    String stem = used.getFirst().toString().replace(number + AtomicWriter.TEMPORARY, "");
    for (long next = number + 1; next < number + 4; next++) {
      Files.writeString(Path.of(stem + next + AtomicWriter.TEMPORARY), "left behind");
    }

    replace.replace(file, "new".getBytes(UTF_8)).toCompletableFuture().join();

    assertEquals("new", Files.readString(file));
    assertEquals(4, names().size());
    AtomicWriter.removeTemporaries(folder);
    assertEquals(List.of("meta.json"), names());
  }

  private AtomicWriter watched(List<Path> used) {
    AtomicWriter.RenameStep watched =
        (from, to) -> {
          used.add(from);
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        };
    TimerService none = (delay, task) -> fail("nothing was refused");
    return new AtomicWriter(SyncMode.BY_THE_SYSTEM, new DiskFiles(), watched, none, disk);
  }

  @Test
  void whoWaitsHearsOfItWhenTheDiskThreadsEndDuringTheBackoff() {
    FakeTime time = new FakeTime();
    AccessDeniedException refusal = new AccessDeniedException("meta.json");
    AtomicWriter replace =
        new AtomicWriter(
            SyncMode.BEFORE_THE_ANSWER, new DiskFiles(), refusing(9, refusal), time, disk);
    CompletableFuture<Void> done = replace.replace(file, new byte[1]).toCompletableFuture();
    Eventually.holds(() -> time.waiting() == 1);

    disk.shutdown();
    time.advance(Duration.ofMillis(10));

    assertTrue(done.isCompletedExceptionally());
  }

  @Test
  void eventLoopAndDiskThreadServeOthersDuringTheWholeBackoff(Vertx vertx, VertxTestContext test) {
    Context loop = vertx.getOrCreateContext();
    AtomicInteger turns = new AtomicInteger();
    AtomicInteger jobs = new AtomicInteger();
    AtomicWriter replace =
        new AtomicWriter(
            SyncMode.BEFORE_THE_ANSWER,
            new DiskFiles(),
            refusing(5, new AccessDeniedException("meta.json")),
            counting(new VertxTimerService(vertx), turns, jobs),
            disk); // one thread only: a retry that slept on it would keep every job waiting

    loop.runOnContext(none -> {
      vertx.setPeriodic(1, timer -> turns.incrementAndGet());
      vertx.setPeriodic(1, timer -> disk.execute(jobs::incrementAndGet));
      Future.fromCompletionStage(replace.replace(file, "new".getBytes(UTF_8)), loop)
          .onComplete(
              test.succeeding(done -> {
                test.verify(() -> assertEquals("new", Files.readString(file)));
                test.verify(() -> assertEquals(5, waits.size()));
                test.completeNow();
              }));
    });
  }

  /** Checks after each wait that event loop and disk thread have done something meanwhile. */
  private TimerService counting(TimerService real, AtomicInteger turns, AtomicInteger jobs) {
    return (delay, task) -> {
      waits.add(delay);
      int turnsBefore = turns.get();
      int jobsBefore = jobs.get();
      return real.after(
          delay,
          () -> {
            assertTrue(turns.get() > turnsBefore, "the event loop stood still for " + delay);
            assertTrue(jobs.get() > jobsBefore, "the disk thread stood still for " + delay);
            task.run();
          });
    };
  }

  /** Replaces with this many refusals before the rename is let through; waits take no time. */
  private CompletableFuture<Void> replacing(int times, Exception refusal) {
    TimerService atOnce =
        (delay, task) -> {
          waits.add(delay);
          task.run();
          return () -> {};
        };
    AtomicWriter replace =
        new AtomicWriter(
            SyncMode.BEFORE_THE_ANSWER, new DiskFiles(), refusing(times, refusal), atOnce, disk);
    return replace.replace(file, "new".getBytes(UTF_8)).toCompletableFuture();
  }

  private AtomicWriter.RenameStep refusing(int times, Exception refusal) {
    return (from, to) -> {
      assertFalse(Thread.currentThread().getName().startsWith("vert.x-eventloop"));
      if (refusals.getAndIncrement() < times) {
        throw (IOException) refusal;
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    };
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}

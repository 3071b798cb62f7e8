package crossreview.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.model.Problem;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.registry.LinePage;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOpenerTest {
  private static final Actor CALLER = new Actor("caller", null);

  @TempDir private Path dir;
  private final SessionId id = Samples.id();

  private TestStore opened(TestStore.Options options) throws Exception {
    TestStore store = options.open(dir);
    Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
    return store;
  }

  private Path folder() {
    return dir.resolve("sessions/" + id);
  }

  private static SessionCommand note(String text) {
    return new SessionCommand.Escalate(text, EscalationSeverity.INFO);
  }

  private List<String> epochs() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ndjson"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whoeverWantsASessionAtTheSameTimeSharesOneOpening() throws Exception {
    opened(new TestStore.Options()).close();
    try (TestStore store = TestStore.open(dir)) {
      List<Future<LeasedLog>> holds =
          IntStream.range(0, 50).parallel().mapToObj(i -> store.sessions().lease(id)).toList();

      SessionLog log = Await.result(holds.getFirst()).log();

      for (Future<LeasedLog> hold : holds) {
        assertSame(log, Await.result(hold).log());
      }
      assertEquals(List.of("events-000001.ndjson", "events-000002.ndjson"), epochs());
    }
  }

  @Test
  void aCommandThatMeetsAClosingSessionOpensItAgain() throws Exception {
    TestStore.Options quick = new TestStore.Options().idle(Duration.ofMillis(1)).threads(4);
    List<Future<CommitResult>> answers = new CopyOnWriteArrayList<>();
    try (TestStore store = opened(quick)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Random random = new Random(t);
        threads.add(Thread.ofPlatform().start(() -> write(store, random, answers)));
      }
      for (Thread thread : threads) {
        thread.join();
      }

      for (Future<CommitResult> answer : answers) {
        assertEquals(1, Await.result(answer).events().size());
      }

      assertEquals(2 + 4 * 60, Await.result(store.sessions().view(id)).head());
    }
  }

  private void write(TestStore store, Random random, List<Future<CommitResult>> answers) {
    for (int i = 0; i < 60; i++) {
      Future<CommitResult> answer = store.sessions().record(id, note("n"), CALLER);
      answers.add(answer);
      if (random.nextInt(3) == 0) {
        answer.toCompletionStage().toCompletableFuture().join();
        Thread.yield();
      }
    }
  }

  @Test
  void aHeldSessionStaysOpenUntilTheLastHoldIsReleased() throws Exception {
    try (TestStore store = opened(new TestStore.Options().idle(Duration.ofMillis(1)))) {
      LeasedLog one = Await.result(store.sessions().lease(id));
      LeasedLog two = Await.result(store.sessions().lease(id));
      one.logLease().release();
      one.logLease().release();
      Await.result(store.sessions().record(id, note("x"), CALLER));
      assertTrue(two.log().writable());

      two.logLease().release();

      Await.until("the lock is gone", () -> !Files.exists(folder().resolve(".lock")));
      assertFalse(two.log().writable());
    }
  }

  @Test
  void aStolenLockEndsTheLogWithoutAnAnswerAndTheNextOpeningClaimsAnew() throws Exception {
    try (TestStore store = opened(new TestStore.Options())) {
      LeasedLog leasedLog = Await.result(store.sessions().lease(id));
      Files.delete(folder().resolve(".lock"));

      Problem lost = Await.problem(store.sessions().record(id, note("x"), CALLER));

      assertEquals("lock_lost", lost.code());
      assertFalse(leasedLog.log().writable());
      CommitResult next = Await.result(store.sessions().record(id, note("y"), CALLER));
      assertEquals(2, epochs().size());
      assertTrue(next.lastSeq() >= 4);
    }
  }

  @Test
  void closingFlushesWhatWasHandedInAndTakesNothingNew() throws Exception {
    TestStore store = opened(new TestStore.Options());
    LeasedLog leasedLog = Await.result(store.sessions().lease(id));
    List<Problem> heard = new CopyOnWriteArrayList<>();
    leasedLog.log().onClosed(heard::add);
    List<Future<CommitResult>> before =
        IntStream.range(0, 100)
            .mapToObj(i -> store.sessions().record(id, note("n"), CALLER))
            .toList();

    store.close();

    for (Future<CommitResult> answer : before) {
      Await.result(answer);
    }
    assertEquals(1, heard.size());
    assertEquals("closed", Await.problem(leasedLog.log().record(note("x"), CALLER)).code());
    assertEquals("shutting_down", Await.problem(store.sessions().lease(id)).code());
    assertFalse(Files.exists(folder().resolve(".lock")));
  }

  @Test
  void creatingASessionAgainIsRepeatedUnderItsKeyAndElseRefusedWithoutATrace() throws Exception {
    Actor keyed = new Actor("caller", "open-1");
    try (TestStore store = TestStore.open(dir)) {
      CommitResult first =
          Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), keyed));
      assertFalse(first.repeated());
    }

    try (TestStore store = TestStore.open(dir)) {
      assertEquals(
          "session_already_exists",
          Await.problem(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER)).code());
      assertEquals(List.of("events-000001.ndjson"), epochs());
      assertTrue(
          Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), keyed)).repeated());
      assertEquals(
          "idempotency_key_reused",
          Await.problem(store.sessions().create(id, Samples.open(RunMode.REVIEW), keyed)).code());
    }
  }

  @Test
  void racingCreationsUnderOneKeyMakeOneSession() throws Exception {
    Actor keyed = new Actor("caller", "open-1");
    try (TestStore store = TestStore.open(dir)) {
      List<Future<CommitResult>> answers =
          IntStream.range(0, 20)
              .parallel()
              .mapToObj(i -> store.sessions().create(id, Samples.open(RunMode.SHIP), keyed))
              .toList();

      int fresh = 0;
      for (Future<CommitResult> answer : answers) {
        fresh += Await.result(answer).repeated() ? 0 : 1;
      }

      assertEquals(1, fresh);
      assertEquals(2, Await.result(store.sessions().view(id)).head());
    }
  }

  @Test
  void aFolderThatACrashLeftEmptyIsNoSessionAndCanBecomeOne() throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Files.createDirectory(folder());

      assertEquals(ProblemKind.NOT_FOUND, Await.problem(store.sessions().view(id)).kind());
      CommitResult made =
          Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));

      assertEquals(2, made.lastSeq());
      assertTrue(Files.isDirectory(folder().resolve("blobs")));
    }
  }

  @Test
  void theFirstLineOfAnEpochSaysWhyItWasOpened() throws Exception {
    opened(new TestStore.Options()).close();
    try (TestStore store = TestStore.open(dir)) {
      Await.result(store.sessions().record(id, note("x"), CALLER));

      LinePage page = Await.result(store.sessions().page(id, 0, 10, 100_000));

      assertEquals("created", JsonReader.readObject(page.lines().get(0).bytes()).get("reason"));
      assertEquals("reopened", JsonReader.readObject(page.lines().get(2).bytes()).get("reason"));
      assertEquals("epoch.opened", JsonReader.readObject(page.lines().get(2).bytes()).get("type"));
    }
  }
}

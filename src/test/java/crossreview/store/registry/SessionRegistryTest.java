package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.StoredLine;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.SessionView;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRegistryTest {
  private static final Actor CALLER = new Actor("caller", null);

  @TempDir private Path dir;

  @Test
  void whatWasAnsweredIsThereAfterReopening() throws Exception {
    SessionId id = Samples.id();
    Session before;
    try (TestStore store = TestStore.open(dir)) {
      get(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      before = get(store.sessions().record(id, Samples.submit("text"), CALLER)).session();
    }

    try (TestStore store = TestStore.open(dir)) {
      SessionView view = get(store.sessions().view(id));

      assertEquals(before, view.session());
      assertEquals(3, view.head());
    }
  }

  @Test
  void aKilledProcessLosesNothingAndItsLockIsBrokenAtOnce() throws Exception {
    SessionId id = Samples.id();
    TestStore killed = TestStore.open(dir);
    get(killed.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
    killed.kill();

    try (TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir)) {
      CommitResult commitResult = get(store.sessions().record(id, Samples.submit("text"), CALLER));

      assertEquals(4, commitResult.lastSeq());
      assertTrue(Files.exists(dir.resolve("sessions/" + id + "/events-000002.ndjson")));
    }
  }

  @Test
  void sixtyFourWritersLoseNothingAndKeepTheirOrder() throws Exception {
    SessionId id = Samples.id();
    List<StoredLine> told = Collections.synchronizedList(new ArrayList<>());
    try (TestStore store = TestStore.open(dir)) {
      store.sessions().onCommit((session, lines, durable) -> told.addAll(lines));
      get(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      List<Future<CommitResult>> answers = Collections.synchronizedList(new ArrayList<>());
      List<Thread> threads =
          Stream.generate(() -> Thread.ofPlatform().start(() -> write(store, id, answers)))
              .limit(64)
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }

      for (Future<CommitResult> answer : answers) {
        get(answer);
      }

      LinePage page = get(store.sessions().page(id, 0, 100_000, Integer.MAX_VALUE));
      assertEquals(2 + 64 * 50, page.head());
      assertEquals(2 + 64 * 50, told.size());
      for (int i = 0; i < told.size(); i++) {
        assertEquals(i + 1, told.get(i).seq());
        assertEquals(told.get(i).digest(), page.lines().get(i).digest());
      }
    }
  }

  private static void write(TestStore store, SessionId id, List<Future<CommitResult>> answers) {
    for (int i = 0; i < 50; i++) {
      SessionCommand note = new SessionCommand.Escalate("n" + i, EscalationSeverity.INFO);
      answers.add(store.sessions().record(id, note, CALLER));
    }
  }

  @Test
  void theSameKeyAndContentGetTheFirstAnswerAndOtherContentIsRefused() throws Exception {
    SessionId id = Samples.id();
    Actor keyed = new Actor("caller", "k1");
    try (TestStore store = TestStore.open(dir)) {
      get(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      CommitResult first = get(store.sessions().record(id, Samples.submit("text"), keyed));

      CommitResult again = get(store.sessions().record(id, Samples.submit("text"), keyed));

      assertTrue(again.repeated());
      assertEquals(first.lastSeq(), again.lastSeq());
      assertEquals(Samples.artifact("text").sha256().value(), again.subject());
      assertEquals(
          "idempotency_key_reused",
          problem(store.sessions().record(id, Samples.submit("other"), keyed)).code());
    }
  }

  @Test
  void anUnknownIdIsRefusedAndLeavesNoTrace() throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      SessionId id = Samples.id();

      assertEquals(ProblemKind.NOT_FOUND, problem(store.sessions().view(id)).kind());
      assertEquals(
          ProblemKind.NOT_FOUND,
          problem(store.sessions().record(id, Samples.submit("x"), CALLER)).kind());
      assertEquals(ProblemKind.NOT_FOUND, problem(store.sessions().page(id, 0, 10, 10)).kind());
      assertEquals(0, Files.list(dir.resolve("sessions")).count());
    }
  }

  @Test
  void anIdleSessionGivesItsLockBackAndOpensAgainInTheSameEpoch() throws Exception {
    SessionId id = Samples.id();
    try (TestStore store = new TestStore.Options().idle(Duration.ofMillis(20)).open(dir)) {
      get(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      Path lock = dir.resolve("sessions/" + id + "/.lock");
      Eventually.holds(() -> !Files.exists(lock));

      CommitResult commitResult = get(store.sessions().record(id, Samples.submit("text"), CALLER));

      assertEquals(3, commitResult.lastSeq());
      assertTrue(!Files.exists(dir.resolve("sessions/" + id + "/events-000002.ndjson")));
    }
  }

  @Test
  void filesAndFoldersBelongToTheirOwnerOnly() throws Exception {
    SessionId id = Samples.id();
    try (TestStore store = TestStore.open(dir)) {
      get(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
      try (Stream<Path> all = Files.walk(dir.resolve("sessions"))) {
        for (Path path : all.toList()) {
          String wanted = Files.isDirectory(path) ? "rwx------" : "rw-------";
          assertEquals(
              wanted,
              PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
              path.toString());
        }
      }
    }
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static Problem problem(Future<?> future) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> get(future));
    return assertInstanceOf(ProblemException.class, e.getCause()).problem();
  }

  @Test
  void manySessionsDoNotAllStayOpenBecauseEachOneTakesDescriptors() throws Exception {
    Path many = Files.createDirectory(dir.resolve("many"));
    try (TestStore crowded = TestStore.open(many)) {
      List<Future<?>> made = new ArrayList<>();
      for (int i = 0; i < 700; i++) {
        made.add(crowded.sessions().create(Samples.id(), Samples.open(RunMode.SHIP), CALLER));
      }
      Await.result(Future.all(made));

      Await.until("the release of what is too many", () -> locked(many) <= 520);
    }
  }

  private static long locked(Path data) throws IOException {
    try (Stream<Path> folders = Files.list(data.resolve("sessions"))) {
      return folders.filter(folder -> Files.exists(folder.resolve(".lock"))).count();
    }
  }
}

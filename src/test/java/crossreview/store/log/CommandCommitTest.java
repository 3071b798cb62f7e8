package crossreview.store.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.model.Problem;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.registry.LinePage;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Await;
import crossreview.testkit.FaultyFiles;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCommitTest {
  private static final Actor CALLER = new Actor("caller", null);

  @TempDir private Path dir;
  private final SessionId id = Samples.id();
  private final FaultyFiles files = new FaultyFiles();

  private TestStore opened() throws Exception {
    TestStore store = new TestStore.Options().files(files).open(dir);
    Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), CALLER));
    return store;
  }

  private static SessionCommand note(String text) {
    return new SessionCommand.Escalate(text, EscalationSeverity.INFO);
  }

  @Test
  void refusalsRepeatsAndEmptyAnswersWaitUntilTheStateTheyLookedAtIsDurable() throws Exception {
    try (TestStore store = opened()) {
      SessionRegistry sessionRegistry = store.sessions();
      Actor keyed = new Actor("caller", "k");
      files.hold();
      Future<CommitResult> first = sessionRegistry.record(id, Samples.submit("text"), keyed);
      Future<CommitResult> repeated = sessionRegistry.record(id, Samples.submit("text"), keyed);
      Future<CommitResult> reused = sessionRegistry.record(id, Samples.submit("other"), keyed);
      Future<CommitResult> same = sessionRegistry.record(id, Samples.submit("text"), CALLER);
      Future<CommitResult> refused = sessionRegistry.record(id, Samples.open(RunMode.SHIP), CALLER);
      Await.until("the fsync is asked for", () -> files.forces() > 0);

      List<Future<CommitResult>> all = List.of(first, repeated, reused, same, refused);
      boolean anyAnswered = all.stream().anyMatch(Future::isComplete);
      long headWhileHeld = Await.result(sessionRegistry.view(id)).head();
      int toldWhileHeld = Await.result(sessionRegistry.page(id, 0, 10, 100_000)).lines().size();
      files.open();

      assertFalse(anyAnswered);
      assertEquals(2, headWhileHeld);
      assertEquals(2, toldWhileHeld);
      assertEquals(3, Await.result(first).lastSeq());
      assertTrue(Await.result(repeated).repeated());
      assertEquals("idempotency_key_reused", Await.problem(reused).code());
      assertEquals(List.of(), Await.result(same).events());
      assertEquals("session_already_exists", Await.problem(refused).code());
    }
  }

  @Test
  void aFailedFsyncRefusesEverybodyWhoWaitsAndTheNextOpeningContinuesFromWhatWasAnswered()
      throws Exception {
    try (TestStore store = opened()) {
      SessionRegistry sessionRegistry = store.sessions();
      SessionRegistry.LeasedLog leasedLog = Await.result(sessionRegistry.lease(id));
      List<Problem> heard = new CopyOnWriteArrayList<>();
      leasedLog.log().onClosed(heard::add);
      files.fail("I/O error", file -> file.toString().endsWith(".ndjson"));

      Future<CommitResult> lost = sessionRegistry.record(id, Samples.submit("text"), CALLER);
      Future<CommitResult> refusedWithIt =
          sessionRegistry.record(id, Samples.open(RunMode.SHIP), CALLER);

      assertEquals("journal_failed", Await.problem(lost).code());
      assertEquals(ProblemKind.TEMPORARY_FAILURE, Await.problem(refusedWithIt).kind());
      assertFalse(leasedLog.log().writable());
      assertEquals(1, heard.size());
      assertEquals("journal_failed", Await.problem(sessionRegistry.lease(id)).code());
      assertTrue(sessionRegistry.health().problem().isPresent());

      files.heal();
      Await.until("it recovers by itself", () -> sessionRegistry.health().problem().isEmpty());
      CommitResult after = Await.result(sessionRegistry.record(id, note("again"), CALLER));
      assertEquals(2, Await.result(sessionRegistry.page(id, 0, 2, 100_000)).lines().size());
      assertTrue(after.session().artifacts().isEmpty());
      assertTrue(Files.exists(dir.resolve("sessions/" + id + "/events-000002.ndjson")));
    }
  }

  @Test
  void aFullDiskIsCalledSoAndLeavesNothingHalfWritten() throws Exception {
    try (TestStore store = opened()) {
      SessionRegistry sessionRegistry = store.sessions();
      SessionRegistry.LeasedLog leasedLog = Await.result(sessionRegistry.lease(id));
      files.fail("No space left on device", file -> true);

      assertEquals(
          "storage_full", Await.problem(leasedLog.log().blobs().put(new byte[9_000])).code());
      assertEquals(
          "storage_full", Await.problem(sessionRegistry.record(id, note("x"), CALLER)).code());
      assertEquals("storage_full", sessionRegistry.health().problem().orElseThrow().code());
      assertEquals(
          "storage_full",
          Await.problem(sessionRegistry.create(Samples.id(), Samples.open(RunMode.SHIP), CALLER))
              .code());
      try (Stream<Path> sessionsLeft = Files.list(dir.resolve("sessions"));
          Stream<Path> blobs = Files.list(dir.resolve("sessions/" + id + "/blobs"))) {
        assertEquals(1, sessionsLeft.count());
        assertEquals(0, blobs.count());
      }
      files.heal();
    }
  }

  @Test
  void aConfiguredKeyInATaskReachesNeitherTheStateNorTheDisk() throws Exception {
    String key = "key-1234567890-abcdef";
    TestStore.Options options =
        new TestStore.Options().redaction(text -> text.replace(key, "[redacted:configured_key]"));
    Session live;
    try (TestStore store = options.open(dir)) {
      SessionCommand.Open open = Samples.open(RunMode.SHIP);
      SessionCommand.Open leaky =
          new SessionCommand.Open(
              "use " + key,
              null,
              "caller",
              open.mode(),
              open.policy(),
              open.panel(),
              open.limits(),
              open.settingsDigest(),
              SessionOrigin.NONE);
      Await.result(store.sessions().create(id, leaky, CALLER));
      live = Await.result(store.sessions().record(id, note(key), CALLER)).session();
    }

    try (TestStore store = options.open(dir);
        Stream<Path> all = Files.walk(dir)) {
      assertEquals(live, Await.result(store.sessions().view(id)).session());
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertFalse(
            Files.readString(file, StandardCharsets.ISO_8859_1).contains(key), file.toString());
      }
    }
  }

  @Test
  void aListenersBugCostsNobodyElseTheirAnswer() throws Exception {
    try (TestStore store = opened()) {
      List<Long> heads = new CopyOnWriteArrayList<>();
      store
          .sessions()
          .onCommit((session, lines, durable) -> {
            throw new IllegalStateException("a listener's bug");
          });
      store.sessions().onCommit((session, lines, durable) -> heads.add(durable.seq()));

      CommitResult commitResult = Await.result(store.sessions().record(id, note("x"), CALLER));

      assertEquals(3, commitResult.lastSeq());
      assertEquals(List.of(3L), heads);
    }
  }

  @Test
  void aKeyThatIsNoneIsRefusedAndABugInACommandLeavesTheLogUsable() throws Exception {
    try (TestStore store = opened()) {
      SessionRegistry.LeasedLog leasedLog = Await.result(store.sessions().lease(id));

      assertEquals(
          "bad_idempotency_key",
          Await.problem(leasedLog.log().record(note("x"), new Actor("caller", "a~b"))).code());
      SessionCommand bug = new SessionCommand.Escalate("", EscalationSeverity.INFO);
      assertThrows(IllegalArgumentException.class, () -> leasedLog.log().record(bug, CALLER));

      assertEquals(3, Await.result(leasedLog.log().record(note("x"), CALLER)).lastSeq());
      leasedLog.logLease().release();
      assertTrue(leasedLog.log().unused());
    }
  }

  @Test
  void eachLineOfACommandButTheLastSaysThatTheUnitGoesOn() throws Exception {
    try (TestStore store = opened()) {
      Await.result(store.sessions().record(id, new SessionCommand.RequestCancel("enough"), CALLER));

      LinePage page = Await.result(store.sessions().page(id, 2, 10, 100_000));

      assertEquals(2, page.lines().size());
      assertEquals(true, JsonReader.readObject(page.lines().get(0).bytes()).get("more"));
      assertFalse(JsonReader.readObject(page.lines().get(1).bytes()).containsKey("more"));
      assertEquals(4, page.head());
    }
  }

  @Test
  void fromOpenToCancelledAFewFsyncsAreEnough() throws Exception {
    try (TestStore store = opened()) {
      assertTrue(files.forces() <= 3, "opening took " + files.forces());
      SessionRegistry.LeasedLog leasedLog = Await.result(store.sessions().lease(id));
      int before = files.forces();

      Future.all(
              Stream.of("a", "b", "c", "d")
                  .map(text ->
                      leasedLog
                          .log()
                          .blobs()
                          .put(text.repeat(9_000).getBytes(StandardCharsets.UTF_8)))
                  .toList())
          .toCompletionStage()
          .toCompletableFuture()
          .join();

      assertEquals(before + 5, files.forces());
    }
  }
}

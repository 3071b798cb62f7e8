package crossreview.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.Json;
import crossreview.model.Problem;
import crossreview.model.SessionId;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
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

class RecordingTest {
  private static final Cause CALLER = new Cause("caller", null);

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
      Sessions sessions = store.sessions();
      Cause keyed = new Cause("caller", "k");
      files.hold();
      Future<Recorded> first = sessions.record(id, Samples.submit("text"), keyed);
      Future<Recorded> repeated = sessions.record(id, Samples.submit("text"), keyed);
      Future<Recorded> reused = sessions.record(id, Samples.submit("other"), keyed);
      Future<Recorded> same = sessions.record(id, Samples.submit("text"), CALLER);
      Future<Recorded> refused = sessions.record(id, Samples.open(RunMode.SHIP), CALLER);
      Await.until("the fsync is asked for", () -> files.forces() > 0);

      List<Future<Recorded>> all = List.of(first, repeated, reused, same, refused);
      boolean anyAnswered = all.stream().anyMatch(Future::isComplete);
      long headWhileHeld = Await.result(sessions.view(id)).head();
      int toldWhileHeld = Await.result(sessions.page(id, 0, 10, 100_000)).lines().size();
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
      Sessions sessions = store.sessions();
      Sessions.Held held = Await.result(sessions.hold(id));
      List<Problem> heard = new CopyOnWriteArrayList<>();
      held.log().onClosed(heard::add);
      files.fail("I/O error", file -> file.toString().endsWith(".ndjson"));

      Future<Recorded> lost = sessions.record(id, Samples.submit("text"), CALLER);
      Future<Recorded> refusedWithIt = sessions.record(id, Samples.open(RunMode.SHIP), CALLER);

      assertEquals("journal_failed", Await.problem(lost).code());
      assertInstanceOf(Problem.TemporaryFailure.class, Await.problem(refusedWithIt));
      assertFalse(held.log().writable());
      assertEquals(1, heard.size());
      assertEquals("journal_failed", Await.problem(sessions.hold(id)).code());
      assertTrue(sessions.readiness().isPresent());

      files.heal();
      Await.until("it recovers by itself", () -> sessions.readiness().isEmpty());
      Recorded after = Await.result(sessions.record(id, note("again"), CALLER));
      assertEquals(2, Await.result(sessions.page(id, 0, 2, 100_000)).lines().size());
      assertTrue(after.session().artifacts().isEmpty());
      assertTrue(Files.exists(dir.resolve("sessions/" + id + "/events-000002.ndjson")));
    }
  }

  @Test
  void aFullDiskIsCalledSoAndLeavesNothingHalfWritten() throws Exception {
    try (TestStore store = opened()) {
      Sessions sessions = store.sessions();
      Sessions.Held held = Await.result(sessions.hold(id));
      files.fail("No space left on device", file -> true);

      assertEquals("storage_full", Await.problem(held.log().blobs().put(new byte[9_000])).code());
      assertEquals("storage_full", Await.problem(sessions.record(id, note("x"), CALLER)).code());
      assertEquals("storage_full", sessions.readiness().orElseThrow().code());
      assertEquals(
          "storage_full",
          Await.problem(sessions.create(Samples.id(), Samples.open(RunMode.SHIP), CALLER)).code());
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
              open.settingsDigest());
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

      Recorded recorded = Await.result(store.sessions().record(id, note("x"), CALLER));

      assertEquals(3, recorded.lastSeq());
      assertEquals(List.of(3L), heads);
    }
  }

  @Test
  void aKeyThatIsNoneIsRefusedAndABugInACommandLeavesTheLogUsable() throws Exception {
    try (TestStore store = opened()) {
      Sessions.Held held = Await.result(store.sessions().hold(id));

      assertEquals(
          "bad_idempotency_key",
          Await.problem(held.log().record(note("x"), new Cause("caller", "a~b"))).code());
      SessionCommand bug = new SessionCommand.Escalate("", EscalationSeverity.INFO);
      assertThrows(IllegalArgumentException.class, () -> held.log().record(bug, CALLER));

      assertEquals(3, Await.result(held.log().record(note("x"), CALLER)).lastSeq());
      held.hold().release();
      assertTrue(held.log().unused());
    }
  }

  @Test
  void eachLineOfACommandButTheLastSaysThatTheUnitGoesOn() throws Exception {
    try (TestStore store = opened()) {
      Await.result(store.sessions().record(id, new SessionCommand.RequestCancel("enough"), CALLER));

      LinePage page = Await.result(store.sessions().page(id, 2, 10, 100_000));

      assertEquals(2, page.lines().size());
      assertEquals(true, Json.readObject(page.lines().get(0).bytes()).get("more"));
      assertFalse(Json.readObject(page.lines().get(1).bytes()).containsKey("more"));
      assertEquals(4, page.head());
    }
  }

  @Test
  void fromOpenToCancelledAFewFsyncsAreEnough() throws Exception {
    try (TestStore store = opened()) {
      assertTrue(files.forces() <= 3, "opening took " + files.forces());
      Sessions.Held held = Await.result(store.sessions().hold(id));
      int before = files.forces();

      Future.all(
              Stream.of("a", "b", "c", "d")
                  .map(text ->
                      held.log().blobs().put(text.repeat(9_000).getBytes(StandardCharsets.UTF_8)))
                  .toList())
          .toCompletionStage()
          .toCompletableFuture()
          .join();

      assertEquals(before + 5, files.forces());
    }
  }
}

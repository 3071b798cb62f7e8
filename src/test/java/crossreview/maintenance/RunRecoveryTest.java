package crossreview.maintenance;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.silence;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.review.RunRequest;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.LogLines;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs whose daemon died. */
class RunRecoveryTest {
  @TempDir private Path dir;
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
  private final ScriptedPeer mute = ScriptedPeer.reviewer("bob", silence());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());

  @Test
  void aCutOffRunGoesOnAndOnlyWhoDidNotAnswerIsAskedAgain() {
    SessionId id = cutOff();

    try (ReviewHarness bench = restarted(bob)) {
      assertEquals(1, recover(bench, true));
      Session session = bench.ended(id);

      assertEquals(SessionOutcome.CONVERGED, session.finalized().outcome());
      assertEquals(1, ada.asks().size());
      assertEquals(1, bob.asks().size());
      assertEquals(
          List.of(LedgerCall.CallState.INDETERMINATE, LedgerCall.CallState.SETTLED),
          calls(session, "bob"));
      assertEquals(0, recover(bench, true));
    }
  }

  @Test
  void whoAsksDuringARecoveryWaitsForThatOneAndWhoAsksLaterBeginsAnother() {
    cutOff();

    try (ReviewHarness bench = restarted(bob)) {
      RunRecovery recovery =
          new RunRecovery(bench.store().sessions(), bench.reviews(), "test", true);
      Future<Integer> first = recovery.run();

      assertSame(first, recovery.run());
      assertEquals(1, get(first));
      assertEquals(0, get(recovery.run()));
    }
  }

  @Test
  void markEndsTheRunAndLeavesTheSessionOpen() {
    SessionId id = cutOff();

    try (ReviewHarness bench = restarted(bob)) {
      assertEquals(1, recover(bench, false));
      Session session = bench.ended(id);

      assertEquals(EndReason.RECOVERED_AFTER_RESTART, session.run().ended().reason());
      assertFalse(session.closed());
      assertEquals(0, bob.asks().size());
    }
  }

  @Test
  void aCallWhoseFateIsUnknownTwiceIsNotAskedAThirdTime() {
    SessionId id = cutOff();
    ReviewHarness second = restarted(mute);
    recover(second, true);
    Eventually.holds(() -> mute.asks().size() == 2);
    second.kill();

    try (ReviewHarness bench = restarted(bob)) {
      recover(bench, true);
      Session session = bench.ended(id);

      assertEquals(0, bob.asks().size());
      assertEquals(
          List.of(LedgerCall.CallState.INDETERMINATE, LedgerCall.CallState.INDETERMINATE),
          calls(session, "bob"));
      assertFalse(session.closed());
    }
  }

  @Test
  void withoutReaskThePeerStaysOpenForAnOperator() {
    SessionId id = cutOff();
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);

    try (ReviewHarness bench = ReviewHarness.withoutReask(store, ada, bob)) {
      get(store.sessions().loadIndex());
      recover(bench, true);
      Session session = bench.ended(id);

      assertEquals(0, bob.asks().size());
      assertEquals(List.of(LedgerCall.CallState.INDETERMINATE), calls(session, "bob"));
      assertFalse(session.closed());
    }
  }

  @Test
  void aDamagedSessionIsSkippedAndHindersNoOther() throws IOException {
    SessionId damaged = cutOff();
    SessionId whole = cutOff();
    try (ReviewHarness bench = restarted(bob);
        LogLines log = LogLines.of(RunRecovery.class.getName())) {
      flip(lines(damaged));

      assertEquals(1, recover(bench, true));

      assertEquals(SessionOutcome.CONVERGED, bench.ended(whole).finalized().outcome());
      assertEquals(1, log.with("WARN an interrupted run is not continued").size());
      assertEquals(0, recover(bench, true));
      assertEquals(1, log.with("an interrupted run is not continued").size());
    }
  }

  @Test
  void aSessionThatSomebodyElseHoldsIsLeftAloneWithoutAWord() throws IOException {
    try (ReviewHarness holder = new ReviewHarness(dir, ada, mute)) {
      SessionId id = begun(holder);
      long files = files(id);

      try (ReviewHarness other = new ReviewHarness(dir, ada, bob);
          LogLines log = LogLines.of(RunRecovery.class.getName())) {
        get(other.store().sessions().loadIndex());

        assertEquals(0, recover(other, true));

        assertEquals(List.of(), log.with("WARN"));
        assertEquals(files, files(id));
        assertTrue(holder.view(id).running());
        assertEquals(0, bob.asks().size());
      }
    }
  }

  @Test
  void whatAPowerCutTookOutOfSightIsFoundAndGoesOn() throws IOException {
    SessionId id = cutOff();
    Files.delete(folder(id).resolve("events-000001.head"));

    try (ReviewHarness bench = restarted(bob)) {
      assertEquals(1, recover(bench, true));

      assertEquals(SessionOutcome.CONVERGED, bench.ended(id).finalized().outcome());
      assertEquals(1, ada.asks().size());
    }
  }

  @Test
  void aSessionWithoutARunIsNotEvenOpened() throws IOException {
    SessionId id;
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      id = bench.open(RunMode.REVIEW, "text\n");
    }
    long files = files(id);

    try (ReviewHarness bench = restarted(bob)) {
      assertEquals(0, recover(bench, true));
    }

    assertEquals(files, files(id));
  }

  /** A run in which ada has voted and bob was asked; then the process dies. */
  private SessionId cutOff() {
    ReviewHarness killed = new ReviewHarness(dir, ada, mute);
    SessionId id = begun(killed);
    killed.kill();
    return id;
  }

  private SessionId begun(ReviewHarness bench) {
    SessionId id = bench.open(RunMode.REVIEW, "text\n");
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> voted(bench.view(id), "ada"));
    return id;
  }

  private static boolean voted(Session session, String peer) {
    return session.lastRound().filter(round -> round.votes().containsKey(peer)).isPresent();
  }

  /** The next process, which has read its index. */
  private ReviewHarness restarted(ScriptedPeer second) {
    TestStore store = new TestStore.Options().processes(new DeadProcesses()).open(dir);
    ReviewHarness bench = new ReviewHarness(store, 8, ada, second);
    get(store.sessions().loadIndex());
    return bench;
  }

  private static int recover(ReviewHarness bench, boolean goOn) {
    return get(new RunRecovery(bench.store().sessions(), bench.reviews(), "test", goOn).run());
  }

  private static List<LedgerCall.CallState> calls(Session session, String peer) {
    return session.calls().values().stream()
        .filter(ledgerCall -> ledgerCall.peer().equals(peer))
        .map(LedgerCall::state)
        .toList();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private Path folder(SessionId id) {
    return dir.resolve("sessions").resolve(id.value());
  }

  private Path lines(SessionId id) {
    return folder(id).resolve("events-000001.ndjson");
  }

  private long files(SessionId id) throws IOException {
    try (Stream<Path> files = Files.list(folder(id))) {
      return files.filter(file -> file.toString().endsWith(".ndjson")).count();
    }
  }
}

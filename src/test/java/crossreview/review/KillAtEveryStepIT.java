package crossreview.review;

import static crossreview.testkit.ReviewBench.CALLER;
import static crossreview.testkit.ReviewBench.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.Purpose;
import crossreview.model.SessionId;
import crossreview.peer.Ask;
import crossreview.proof.Verifier;
import crossreview.session.Call;
import crossreview.session.Session;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.FaultyFiles;
import crossreview.testkit.ReviewBench;
import crossreview.testkit.Script;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies at every fsync of a session of three rounds, and another one goes on: an answer
 * that is on disk is never bought again, and a call whose fate is unknown at most once.
 */
class KillAtEveryStepIT {
  private static final int STEPS_MAX = 300; // a session of three rounds has fewer

  @TempDir private Path root;
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", wanting(2));
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", wanting(1));
  private final ScriptedPeer rex = ScriptedPeer.author("rex", Script.appending("end"));

  /** Refuses until the text has so many ends; what it says depends on the text alone. */
  private static Script wanting(int ends) {
    return ask -> {
      int there = ask.material().text().split("end\n", -1).length - 1;
      Script says = there < ends ? Script.notReady("end " + there + " is missing") : Script.ready();
      return says.act(ask);
    };
  }

  @Test
  void noStepIsAPlaceWhereAnAnswerIsLostOrBoughtTwice() throws Exception {
    int step = 0;
    boolean killed = true;
    while (killed && step < STEPS_MAX) {
      killed = killedAfter(step);
      step++;
    }
    assertTrue(step > 12, "only " + step + " steps: the kills missed the session");
    assertTrue(step < STEPS_MAX, "the session never came to its end undisturbed");
  }

  /** Whether the session was still under way at that step. */
  private boolean killedAfter(int step) throws Exception {
    Path dir = root.resolve("step" + step);
    FaultyFiles files = new FaultyFiles().unsynced();
    ReviewBench first = bench(new TestStore.Options().files(files).open(dir));
    SessionId id = first.open(Mode.SHIP, "text\n");
    files.holdAfter(step);
    first.reviews().start(id, new RunRequest(null, null, null), CALLER);
    Eventually.holds(() -> files.holding() || first.view(id).closed());
    boolean killed = files.holding();
    files.fail("the process is dead", file -> true);
    files.open();
    first.kill();

    TestStore.Options later =
        new TestStore.Options().files(new FaultyFiles().unsynced()).processes(new DeadProcesses());
    try (ReviewBench next = bench(later.open(dir))) {
      goOn(next, id);
      check(next.view(id), "killed after step " + step);
    }
    assertEquals(List.of(), Verifier.verify(dir.resolve("sessions").resolve(id.value())).damages());
    return killed;
  }

  private ReviewBench bench(TestStore store) {
    return new ReviewBench(store, 8, ada, bob, rex);
  }

  private static void goOn(ReviewBench bench, SessionId id) {
    boolean resumed = get(bench.reviews().resume(id, "next", true)); // as every start does
    if (!resumed && !bench.view(id).closed()) {
      get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
    }
    bench.ended(id);
    Eventually.holds(() -> bench.view(id).closed());
  }

  private void check(Session session, String when) {
    assertEquals(Outcome.CONVERGED, session.finalized().outcome(), when);
    assertEquals(3, session.rounds().size(), when);
    assertEquals(Money.ZERO, session.ledger().reserved(), when);
    for (ScriptedPeer peer : List.of(ada, bob, rex)) {
      for (int round = 1; round <= 3; round++) {
        bought(session, peer, round, when);
      }
    }
  }

  private static void bought(Session session, ScriptedPeer peer, int round, String when) {
    String id = peer.member().peer();
    Purpose purpose = id.equals("rex") ? Purpose.REVISE : Purpose.REVIEW;
    List<Call> calls = session.callsOf(round).stream().filter(c -> c.peer().equals(id)).toList();
    long settled = calls.stream().filter(c -> c.state() == Call.State.SETTLED).count();
    long unknown = calls.stream().filter(c -> c.state() == Call.State.INDETERMINATE).count();
    long asked =
        peer.asks().stream()
            .filter(ask -> ask.session().equals(session.id()))
            .filter(ask -> isOf(ask, round, purpose))
            .count();
    String what = when + ": " + id + " in round " + round;
    assertTrue(settled <= 1, what + " was bought twice");
    assertTrue(unknown <= 1, what + " was asked again more than once");
    assertTrue(asked <= settled + unknown, what + ": " + asked + " requests, " + calls);
  }

  private static boolean isOf(Ask ask, int round, Purpose purpose) {
    return ask.round() == round && ask.purpose() == purpose;
  }
}

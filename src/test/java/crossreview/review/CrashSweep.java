package crossreview.review;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.SessionId;
import crossreview.peer.Peer;
import crossreview.proof.SessionVerifier;
import crossreview.session.Session;
import crossreview.testkit.DeadProcesses;
import crossreview.testkit.Eventually;
import crossreview.testkit.FaultyFiles;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Kills the process at every fsync of a run, and lets another one go on. */
final class CrashSweep {
  private static final int STEPS_MAX = 300; // what is killed here has fewer
  private static final int AGAIN_MAX = 40; // one of three hits the last round
  private static final int LAST_STEPS = 5;

  private final Path root;
  private final Peer[] peers;
  private final Scenario scenario;
  private final Set<Integer> rounds = new TreeSet<>(); // in which it was killed

  CrashSweep(Path root, Scenario scenario, Peer... peers) {
    this.root = root;
    this.peers = peers;
    this.scenario = scenario;
  }

  /** What happens in the session that is killed. */
  interface Scenario {
    /** Everything before the first step at which it may be killed. */
    SessionId open(ReviewHarness bench);

    /** Begins what is killed; may fail when it is killed before that is durable. */
    default void begin(ReviewHarness bench, SessionId id) {
      bench.reviews().start(id, new RunRequest(null, null, null), CALLER);
    }

    /** Whether it came to its end. */
    boolean over(Session session);

    void check(Session session, String when);
  }

  /** Until it comes to its end undisturbed; gives the number of steps. */
  int kill() throws Exception {
    int step = 0;
    while (step < STEPS_MAX && killedAfter(step)) {
      step++;
    }
    assertTrue(step < STEPS_MAX, "the session never came to its end undisturbed");
    return step;
  }

  /**
   * The same, and then again at the last steps until it was killed in these rounds: a run in which
   * more records than usual share an fsync ends the sweep early.
   */
  void killIn(Integer... wanted) throws Exception {
    int steps = kill();
    for (int again = 0; again < AGAIN_MAX && !rounds.containsAll(Set.of(wanted)); again++) {
      killedAfter(Math.max(0, steps - again % LAST_STEPS));
    }
    assertTrue(rounds.containsAll(Set.of(wanted)), "killed in rounds " + rounds);
  }

  /** Whether the session was still under way at that step. */
  private boolean killedAfter(int step) throws Exception {
    Path dir = Files.createTempDirectory(root, "step" + step);
    FaultyFiles files = new FaultyFiles().unsynced();
    ReviewHarness first =
        new ReviewHarness(new TestStore.Options().files(files).open(dir), 8, peers);
    SessionId id = scenario.open(first);
    files.holdAfter(step);
    scenario.begin(first, id);
    Eventually.holds(() -> files.holding() || scenario.over(first.view(id)));
    boolean killed = files.holding();
    files.fail("the process is dead", file -> true);
    files.open();
    first.kill();

    TestStore.Options later =
        new TestStore.Options().files(new FaultyFiles().unsynced()).processes(new DeadProcesses());
    try (ReviewHarness next = new ReviewHarness(later.open(dir), 8, peers)) {
      if (killed) {
        rounds.add(next.view(id).rounds().size());
      }
      goOn(next, id);
      scenario.check(next.view(id), "killed after step " + step);
    }
    assertEquals(
        List.of(), SessionVerifier.verify(dir.resolve("sessions").resolve(id.value())).damages());
    return killed;
  }

  private void goOn(ReviewHarness bench, SessionId id) {
    get(bench.store().sessions().loadIndex());
    boolean resumed = get(bench.reviews().resume(id, "next", true)); // as every start does
    if (!resumed && !scenario.over(bench.view(id))) {
      scenario.begin(bench, id);
    }
    Eventually.holds(() -> scenario.over(bench.view(id)));
  }
}

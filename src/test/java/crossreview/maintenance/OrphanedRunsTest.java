package crossreview.maintenance;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.PeerScript.silence;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.lock.LinuxProcessTable;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.review.RunRequest;
import crossreview.testkit.Eventually;
import crossreview.testkit.FakeTime;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import crossreview.time.TimerService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that lost who conducted them, and the tries to take them up. */
class OrphanedRunsTest {
  @TempDir private Path dir;
  private final FakeTime time = new FakeTime();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicBoolean dead = new AtomicBoolean();
  private final ScriptedPeer mute = ScriptedPeer.reviewer("ada", silence());
  private final ScriptedPeer ada = ScriptedPeer.reviewer("ada", ready());
  private final ScriptedPeer bob = ScriptedPeer.reviewer("bob", ready());

  @Test
  void aRunWhoseHolderIsFoundDeadOnlyLaterIsTakenUpWithinSeconds() {
    ReviewHarness holder = new ReviewHarness(dir, mute, bob);
    SessionId id = begun(holder);
    try (ReviewHarness other = other()) {
      get(runs(other).add(List.of(id)));
      assertEquals(0, taken.get());
      assertEquals(1, time.waiting());

      holder.kill();
      dead.set(true);
      time.advance(OrphanedRuns.LONGEST_WAIT);

      Eventually.holds(() -> taken.get() == 1);
      assertEquals(SessionOutcome.CONVERGED, other.ended(id).finalized().outcome());
      assertEquals(0, time.waiting());
    }
  }

  @Test
  void aRunThatSomebodyLivingHoldsIsLeftToTheRecoveryByTimerInTheEnd() {
    try (ReviewHarness holder = new ReviewHarness(dir, mute, bob);
        ReviewHarness other = other()) {
      SessionId id = begun(holder);
      get(runs(other).add(List.of(id)));

      for (int tried = 1; tried < OrphanedRuns.TRIES; tried++) {
        Eventually.holds(() -> time.waiting() == 1);
        time.advance(OrphanedRuns.LONGEST_WAIT);
      }

      Eventually.holds(() -> time.waiting() == 0);
      assertEquals(0, taken.get());
      assertTrue(holder.view(id).running());
    }
  }

  @Test
  void whatIsOverIsNotTriedAgain() {
    try (ReviewHarness other = other()) {
      SessionId over = other.open(RunMode.REVIEW, "text\n");

      get(runs(other).add(List.of(over)));

      assertEquals(0, time.waiting());
    }
  }

  @Test
  void aRunIsTakenUpAgainWhenTheDataDirectoryThatWasAwayIsBack() throws Exception {
    Path data = dir.resolve("data");
    Path away = dir.resolve("away");
    try (ReviewHarness bench = new ReviewHarness(TestStore.open(data), 8, mute, bob)) {
      bench
          .reviews()
          .onCutOff(
              id -> new OrphanedRuns(recovery(bench), time, taken::addAndGet).add(List.of(id)));
      SessionId id = begun(bench);
      Files.move(data, away);
      get(bench.reviews().cancel(id, "stop", CALLER).otherwiseEmpty()); // finds the lock lost
      Eventually.holds(() -> time.waiting() == 1);

      Files.move(away, data);

      Eventually.holds(() -> bench.store().sessions().health().problem().isEmpty());
      Eventually.holds(() -> {
        time.advance(OrphanedRuns.LONGEST_WAIT);
        return taken.get() == 1;
      });
    }
  }

  @Test
  void aRunThatIsCutOffAgainAndAgainIsTriedAfterLongerAndLongerPausesUntilItStays() {
    List<Duration> waits = new ArrayList<>();
    List<Runnable> tasks = new ArrayList<>();
    TimerService timers =
        (delay, task) -> {
          waits.add(delay);
          tasks.add(task);
          return () -> {};
        };
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, "text\n");
      OrphanedRuns runs = new OrphanedRuns(recovery(bench), timers, taken::addAndGet);

      for (int times = 0; times < 8; times++) {
        runs.addLater(id);
      }
      assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L), tries(waits));

      tasks.get(1).run(); // of the first time: it was cut off since
      runs.addLater(id);
      assertEquals(32L, tries(waits).getLast());

      tasks.getLast().run(); // it stayed
      runs.addLater(id);
      assertEquals(1L, tries(waits).getLast());
    }
  }

  /** Of two timers each time, the one that tries. */
  private static List<Long> tries(List<Duration> waits) {
    return IntStream.range(0, waits.size())
        .filter(i -> i % 2 == 0)
        .mapToObj(i -> waits.get(i).toSeconds())
        .toList();
  }

  private SessionId begun(ReviewHarness bench) {
    int before = mute.asks().size();
    SessionId id = bench.open(RunMode.REVIEW, "text\n");
    get(bench.reviews().start(id, new RunRequest(null, null, null), CALLER));
    Eventually.holds(() -> mute.asks().size() > before);
    return id;
  }

  private ReviewHarness other() {
    return new ReviewHarness(
        new TestStore.Options().processes(new Switch()).open(dir), 8, ada, bob);
  }

  private OrphanedRuns runs(ReviewHarness bench) {
    return new OrphanedRuns(recovery(bench), time, taken::addAndGet);
  }

  private static RunRecovery recovery(ReviewHarness bench) {
    return new RunRecovery(bench.store().sessions(), bench.reviews(), "test", true);
  }

  /** This machine, on which the other processes die when the test says so. */
  private final class Switch implements ProcessTable {
    @Override
    public LockHolder self(String node) {
      return new LinuxProcessTable().self(node);
    }

    @Override
    public boolean isDead(long pid, String started) {
      return dead.get();
    }

    @Override
    public Instant booted() {
      return Instant.MIN;
    }
  }
}

package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crossreview.crash.DaemonTrial.TrialPlan;
import crossreview.crash.DaemonTrial.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The built daemon with clients, consumers of everything and peers that are paid, killed and
 * without power again and again.
 *
 * <p>{@code CRASH=long} goes on until 2,000 kills and 300 cuts are in {@code CRASH_RESULTS} (a file
 * in the cache of the user if not set), over as many runs as it takes: each ends after {@code
 * CRASH_MINUTES} (60), or with a trial that finds a fault. {@code CRASH_SEED} repeats the short
 * trial of one seed. What a trial with a fault wrote is kept.
 */
class DaemonLivesCrashTest {
  private static final int SEEDS = 4; // of the short form: 100 kills and 12 cuts
  private static final int KILLS = 25; // of one data directory, whose day has 20 shares
  private static final int CUTS = 3;
  private static final int LONG_EACH_KILLS = 40;
  private static final int LONG_EACH_CUTS = 6;
  private static final int BROKEN_KILLS = 2;
  private static final int BROKEN_CUTS = 3;
  private static final int LONG_KILLS = 2_000;
  private static final int LONG_CUTS = 300;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path root;

  private final Optional<String> noCuts = PowerCutDisk.missing();

  private TrialResult trial(long seed, int kills, int cuts, List<Path> broken) throws Exception {
    Path folder = Files.createTempDirectory(root, "trial");
    int possible = noCuts.isEmpty() ? cuts : 0;
    return new DaemonTrial(new TrialPlan(seed, kills, possible, broken), folder).run();
  }

  @Test
  @Timeout(value = 24, unit = TimeUnit.HOURS) // the build has its own limit
  void nothingIsLostOrDoneTwiceAndNobodySeesALineTwiceOrNever() throws Exception {
    String seed = System.getenv("CRASH_SEED");
    if (seed != null) {
      honest(Long.decode(seed));
    } else if (CrashMode.LONG) {
      longForm();
    } else {
      assumeTrue(CrashMode.SHORT, "CRASH=short, CRASH=long or CRASH_SEED");
      long first = System.currentTimeMillis() % 1_000_000_000L;
      for (long each = first; each < first + SEEDS; each++) {
        honest(each);
      }
    }
  }

  private void honest(long seed) throws Exception {
    TrialResult result = trial(seed, KILLS, CUTS, List.of());
    System.out.println(TrialResults.line(result));
    assertEquals(List.of(), result.faults(), () -> "CRASH_SEED=" + seed);
  }

  private void longForm() throws Exception {
    noCuts.ifPresent(why -> assumeTrue(false, why));
    String minutes = System.getenv().getOrDefault("CRASH_MINUTES", "60");
    long end = System.nanoTime() + Duration.ofMinutes(Long.parseLong(minutes)).toNanos();
    TrialResults results = new TrialResults(TrialResults.file());
    while (missing(results) && System.nanoTime() < end) {
      long seed = 1_000L + results.trials();
      TrialResult result = ended(seed);
      results.add(result);
      System.out.println(TrialResults.line(result));
      assertEquals(List.of(), result.faults(), () -> "CRASH_SEED=" + seed);
    }
    System.out.println(results.summary() + (missing(results) ? "; to be continued" : ""));
  }

  /** A trial that breaks has a result too: what broke it. */
  private TrialResult ended(long seed) {
    try {
      return trial(seed, LONG_EACH_KILLS, LONG_EACH_CUTS, List.of());
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      TrialPlan plan = new TrialPlan(seed, LONG_EACH_KILLS, LONG_EACH_CUTS, List.of());
      List<String> faults = List.of("the trial broke: " + e);
      return new TrialResult(plan, 0, 0, 0, List.of(), List.of(), faults);
    }
  }

  private static boolean missing(TrialResults results) throws Exception {
    return results.sum("kills") < LONG_KILLS || results.sum("cuts") < LONG_CUTS;
  }

  @ParameterizedTest
  @EnumSource(BrokenBuild.class)
  @Timeout(value = 20, unit = TimeUnit.MINUTES) // a client of a broken build waits two of them
  void theHarnessFindsWhatABrokenBuildDoes(BrokenBuild brokenBuild) throws Exception {
    assumeTrue(CrashMode.SHORT || CrashMode.LONG, "CRASH=short or CRASH=long");
    noCuts.ifPresent(why -> assumeTrue(false, why));
    Path classes = brokenBuild.into(Files.createDirectory(root.resolve("classes")));

    long seed = brokenBuild.shared() ? 1 : 2;

    List<String> faults = trial(seed, BROKEN_KILLS, BROKEN_CUTS, List.of(classes)).faults();

    System.out.println(brokenBuild + " is found: " + faults.stream().limit(3).toList());
    assertFalse(faults.isEmpty(), () -> brokenBuild + " was not noticed");
  }
}

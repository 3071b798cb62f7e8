package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.crash.DaemonTrial.TrialPlan;
import crossreview.crash.DaemonTrial.TrialResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialResultsTest {
  @TempDir Path dir;

  private static TrialResult result(long seed, List<String> faults) {
    return new TrialResult(
        new TrialPlan(seed, 40, 6, List.of()), 3, 9, 141, List.of(20L), List.of(30L), faults);
  }

  @Test
  void theNextRunGoesOnWithAnotherSeedAndCountsWhatFoundNoFault() throws Exception {
    Path file = dir.resolve("results/crash.ndjson");
    new TrialResults(file).add(result(1_000, List.of()));
    new TrialResults(file).add(result(1_001, List.of("a line came again")));

    TrialResults next = new TrialResults(file);
    next.add(result(1_002, List.of()));

    assertEquals(3, next.trials());
    assertEquals(80, next.sum("kills"));
    assertEquals(12, next.sum("cuts"));
  }
}

package crossreview.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.DiffExcerpt;
import crossreview.coverage.DiffSplit;
import crossreview.coverage.FileList;
import crossreview.coverage.HunkIdentity;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.peer.PeerRequest;
import crossreview.review.RunRequest;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.ScriptedPeer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a large change costs: our own time (of the processor) to read, divide and cover a diff of
 * 10,000 files, the prompt of a round of which three hunks of a thousand are new, and the memory of
 * a review.
 */
final class LargeChange implements Benchmark {
  private static final int TURNS = 9;

  /** 128,000 tokens of three bytes, less a quarter for the rest of a prompt. */
  private static final long WINDOW = 288_000;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final PolicyRules DELTA =
      RulesBuilder.unanimous().delta(true).finalRound(FinalRound.CARRIED).build();

  @Override
  public String name() {
    return "large_change";
  }

  @Override
  public Map<String, Object> measure(Path dir) {
    Map<String, Object> line = new LinkedHashMap<>();
    String large = diff(10_000, 8, "line");
    line.put("diff_bytes", (long) large.length());
    long[] times = new long[TURNS];
    long[] own = new long[TURNS];
    long sections = 0;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int turn = 0; turn < TURNS; turn++) {
      long began = System.nanoTime();
      long before = threads.getCurrentThreadCpuTime();
      sections = covered(large);
      own[turn] = threads.getCurrentThreadCpuTime() - before;
      times[turn] = System.nanoTime() - began;
    }
    line.put("sections", sections);
    line.put("first_own_s", RoundedNumber.of(own[0] / 1e9));
    line.put("own_s", RoundedNumber.of(RoundedNumber.median(own) / 1e9));
    line.put("elapsed_s", RoundedNumber.of(RoundedNumber.median(times) / 1e9));
    line.put("target_s", RoundedNumber.of(2));
    delta(dir.resolve("delta"), line);
    memory(dir.resolve("memory"), large, line);
    return line;
  }

  private static long covered(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Artifact artifact = new Artifact(Digest.of(bytes), bytes.length, "text/x-diff", "a.diff");
    ArtifactScope scope = ArtifactScope.of(artifact, text, List.of());
    DiffSplit split = DiffSplit.of(scope, scope.shown(), WINDOW);
    long shown = 0;
    for (BitSet section : split.sections()) {
      shown += DiffExcerpt.of(scope, section).length() + FileList.of(scope).length();
    }
    long known = HunkIdentity.of(scope.textAnalysis()).size();
    if (shown < text.length() || known != scope.parts().size()) {
      throw new IllegalStateException(shown + " of " + text.length() + " shown, " + known);
    }
    return split.sections().size();
  }

  private static void delta(Path dir, Map<String, Object> line) {
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", PeerScript.ready());
    PeerScript once = PeerScript.inTurn(PeerScript.notReady("no"), PeerScript.ready());
    try (ReviewHarness bench = new ReviewHarness(dir, ada, ScriptedPeer.reviewer("bob", once))) {
      SessionId id = bench.open(RunMode.REVIEW, diff(1_000, 12, "line"), DELTA);
      bench.run(id);
      bench.submit(id, diff(997, 12, "line") + diff(997, 1_000, 12, "new"));
      bench.run(id);
    }
    long full = PeerRequest.bytes(ada.asks().get(0).prompt());
    long delta = PeerRequest.bytes(ada.asks().get(1).prompt());
    line.put("full_prompt_bytes", full);
    line.put("delta_prompt_bytes", delta);
    line.put("delta_percent", RoundedNumber.of(100.0 * delta / full));
    line.put("target_percent", RoundedNumber.of(5));
  }

  /** What is reachable while both reviewers are asked, less what was before. */
  private static void memory(Path dir, String text, Map<String, Object> line) {
    AtomicLong most = new AtomicLong();
    PeerScript weighing =
        request -> {
          most.accumulateAndGet(live(), Math::max);
          return PeerScript.ready().act(request);
        };
    ScriptedPeer ada = ScriptedPeer.reviewer("ada", weighing);
    ScriptedPeer bob = ScriptedPeer.reviewer("bob", weighing);
    long before;
    try (ReviewHarness bench = new ReviewHarness(dir, ada, bob)) {
      SessionId id = bench.open(RunMode.REVIEW, text);
      before = live();
      ReviewHarness.get(
          bench.reviews().start(id, new RunRequest(null, null, null), ReviewHarness.CALLER));
      Eventually.holds(() -> bench.view(id).closed(), PATIENCE);
    }
    line.put("memory_bytes", most.get() - before);
    line.put("memory_times", RoundedNumber.of((double) (most.get() - before) / text.length()));
    line.put("target_times", RoundedNumber.of(6));
  }

  private static long live() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static String diff(int files, int lines, String word) {
    return diff(0, files, lines, word);
  }

  private static String diff(int from, int to, int lines, String word) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      String path = "src/d" + i % 100 + "/file" + i + ".c";
      out.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
      out.append("index 1111111..2222222 100644\n--- a/").append(path);
      out.append("\n+++ b/").append(path);
      out.append("\n@@ -1,3 +1,").append(3 + lines).append(" @@\n int before;\n");
      out.append(("+  a " + word + " of file " + i + ";\n").repeat(lines));
      out.append(" int after;\n int last;\n");
    }
    return out.toString();
  }
}

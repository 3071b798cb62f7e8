package crossreview.bench;

import crossreview.model.call.CallPurpose;
import crossreview.peer.CancellationSignal;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.provider.http.ModelPeer;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.SampleRequests;
import crossreview.testkit.Samples;
import crossreview.testkit.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many streamed answers at the same time, and how fast a call that is called off hangs up. The
 * provider runs in the same process, on the same two cores.
 */
final class StreamThroughput implements Benchmark {
  private static final int CALLS = 500;
  private static final int PIECES = 2_000;
  private static final int AT_ONCE = 20; // pieces between two breaths of the provider
  private static final int CANCELS = 100;

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Vertx vertx = TestVertx.create();
    Map<String, Object> line = new LinkedHashMap<>();
    try (FakeProvider provider = FakeProvider.start(vertx)) {
      List<Step> answer = answer();
      provider.answers(request -> answer);
      ModelPeer peer =
          ModelPeerBuilder.at(vertx, provider.url())
              .with("concurrent", 600L)
              .peer(DialectFixture.CHAT);
      long before = rss();
      long began = System.nanoTime();
      List<Future<PeerResponse>> replies = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        replies.add(peer.ask(ask(new CancellationSignal()), ProgressListener.SILENT));
      }
      long peak = 0;
      while (!Future.join(replies).isComplete()) {
        peak = Math.max(peak, rss());
        LockSupport.parkNanos(20_000_000);
      }
      long nanos = System.nanoTime() - began;
      line.put("calls", CALLS);
      line.put("pieces_each", PIECES);
      line.put("answered", replies.stream().filter(Future::succeeded).count());
      line.put("seconds", RoundedNumber.of(nanos / 1e9));
      line.put("pieces_per_second", RoundedNumber.perSecond((long) CALLS * PIECES, nanos));
      line.put("rss_before_mb", before >> 20);
      line.put("rss_peak_mb", peak >> 20);
      cancels(provider, peer, line);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return line;
  }

  private static void cancels(FakeProvider provider, ModelPeer peer, Map<String, Object> line) {
    provider.answers(request -> List.of(FakeProvider.streamHead(), FakeProvider.send(": hi\n\n")));
    long[] nanos = new long[CANCELS];
    for (int i = 0; i < CANCELS; i++) {
      int known = provider.requests().size();
      CancellationSignal cancel = new CancellationSignal();
      peer.ask(ask(cancel), ProgressListener.SILENT);
      while (provider.requests().size() == known) {
        LockSupport.parkNanos(1_000_000);
      }
      FakeProvider.Request request = provider.requests().getLast();
      long began = System.nanoTime();
      cancel.cancel();
      while (!request.hangup().seen()) {
        Thread.onSpinWait();
      }
      nanos[i] = System.nanoTime() - began;
    }
    line.put(
        "cancel_seen_by_provider_p99_ms", RoundedNumber.ms(RoundedNumber.percentile(nanos, 0.99)));
    line.put("target_ms", 50);
  }

  private static List<Step> answer() {
    String stream = DialectFixture.CHAT.stream("m-1", Collections.nCopies(PIECES, "some words "));
    List<Step> steps = new ArrayList<>(List.of(FakeProvider.streamHead()));
    int pieces = 0;
    for (String event : stream.split("(?<=\n\n)")) {
      steps.add(new Step.Send(event.getBytes(StandardCharsets.UTF_8)));
      if (++pieces % AT_ONCE == 0) {
        steps.add(new Step.Pause(1));
      }
    }
    steps.add(new Step.Close());
    return steps;
  }

  private static PeerRequest ask(CancellationSignal cancel) {
    return new PeerRequest(
        Samples.id(),
        1,
        "c1",
        CallPurpose.REVIEW,
        List.of("You review.", "The text."),
        SampleRequests.material(
            SampleRequests.artifact("x", "text/plain", "x.txt"), "x", List.of()),
        null,
        Duration.ofMinutes(5),
        cancel);
  }

  private static long rss() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
      }
    }
    return 0;
  }
}

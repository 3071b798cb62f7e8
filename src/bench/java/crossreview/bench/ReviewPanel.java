package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.peer.Peer;
import crossreview.review.RunRequest;
import crossreview.session.Session;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reviews by peers that agree in the first round. */
final class ReviewPanel implements AutoCloseable {
  private static final String TEXT = "A plan of a few lines.\n".repeat(40);

  private final ReviewHarness bench;
  private final Map<SessionId, Promise<Void>> waiting = new ConcurrentHashMap<>();

  private final Map<SessionId, Long> rounds = new ConcurrentHashMap<>();
  private volatile long lastRound;

  /** Of peers that answer at once. */
  ReviewPanel(Path dir) {
    this(
        dir,
        ScriptedPeer.reviewer("ada", PeerScript.ready()),
        ScriptedPeer.reviewer("bob", PeerScript.ready()),
        ScriptedPeer.reviewer("cy", PeerScript.ready()),
        ScriptedPeer.reviewer("dee", PeerScript.ready()));
  }

  /** Of these peers. */
  ReviewPanel(Path dir, Peer... peers) {
    TestStore store = new TestStore.Options().threads(16).open(dir);
    store
        .sessions()
        .onCommit((id, lines, durable) -> {
          time(id, durable);
          if (durable.closed()) {
            waiting.remove(id).complete();
          }
        });
    this.bench = new ReviewHarness(store, 256, peers);
  }

  /** From the round that everybody can see to its count. */
  private void time(SessionId id, Session durable) {
    if (!durable.rounds().isEmpty() && !durable.closed()) {
      long began = rounds.computeIfAbsent(id, first -> System.nanoTime());
      if (durable.rounds().getFirst().counted() && rounds.remove(id) != null) {
        lastRound = System.nanoTime() - began;
      }
    }
  }

  /** How long the only round of the session that ended last took, in nanoseconds. */
  long lastRound() {
    return lastRound;
  }

  /** From nothing to a converged session; completes when its last line is acknowledged. */
  Future<Void> review() {
    return bench
        .begin(RunMode.REVIEW, TEXT, Samples.LIMITS)
        .compose(id -> {
          Promise<Void> converged = Promise.promise();
          waiting.put(id, converged);
          return bench
              .reviews()
              .start(id, new RunRequest(null, null, null), ReviewHarness.CALLER)
              .compose(startOutcome -> converged.future());
        });
  }

  @Override
  public void close() {
    bench.close();
  }
}

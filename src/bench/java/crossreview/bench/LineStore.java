package crossreview.bench;

import crossreview.model.SessionId;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunMode;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import java.nio.file.Path;

/** A store into which single lines are written, as a caller would. */
final class LineStore implements AutoCloseable {
  private static final Actor CALLER = new Actor("caller", null);
  private static final SessionCommand LINE =
      new SessionCommand.Escalate("x".repeat(120), EscalationSeverity.INFO);

  /** Limits that no bench reaches. */
  private static final ReviewLimits ENDLESS = new ReviewLimits(8, 2, 60, null, 10_000_000, 256);

  private final TestStore store;

  private LineStore(TestStore store) {
    this.store = store;
  }

  static LineStore open(Path dir) {
    return new LineStore(new TestStore.Options().threads(16).open(dir));
  }

  TestStore store() {
    return store;
  }

  SessionId session() {
    return ReviewHarness.get(begin()).session().id();
  }

  /** Opens a session; completes when that is acknowledged. */
  Future<CommitResult> begin() {
    return store
        .sessions()
        .create(Samples.id(), Samples.open(RunMode.SHIP, Samples.panel(), ENDLESS), CALLER);
  }

  /** Writes one line; completes when it is acknowledged. */
  Future<CommitResult> write(SessionId id) {
    return store.sessions().record(id, LINE, CALLER);
  }

  @Override
  public void close() {
    store.close();
  }
}

package crossreview.operation.study;

import crossreview.journal.JournalDamagedException;
import crossreview.journal.StoredLine;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.policy.PolicyRules;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.store.codec.SessionReplay;
import crossreview.store.codec.SessionReplay.DecodedEvent;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;

/** Reads sessions from their first line on, a page at a time, and decodes them off the loop. */
final class PolicyReplay {
  private static final int PAGE_BYTES = 256 * 1024;
  private static final int PAGE_LINES = 2_000;

  private final OperationContext operationContext;

  PolicyReplay(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  /** The session under other rules; fails with {@code ProblemException} when it cannot be read. */
  Future<PolicySimulation> under(SessionId id, PolicyRules rules) {
    return on(id, new PolicySimulation(Session.empty(id), rules));
  }

  private Future<PolicySimulation> on(SessionId id, PolicySimulation replay) {
    return operationContext
        .sessionRegistry()
        .page(id, replay.session().seq(), PAGE_LINES, PAGE_BYTES)
        .compose(page -> operationContext.workExecutor().run(() -> fold(id, page, replay)))
        .compose(more -> more ? on(id, replay) : Future.succeededFuture(replay));
  }

  /** Whether there may be more. */
  private static boolean fold(SessionId id, LinePage page, PolicySimulation replay) {
    try {
      for (StoredLine line : page.lines()) {
        DecodedEvent decodedEvent = SessionReplay.decoded(id, line);
        replay.line(decodedEvent.eventEnvelope(), decodedEvent.event());
      }
    } catch (JournalDamagedException e) {
      throw new ProblemException(SessionReplay.problem(e));
    }
    return replay.session().seq() < page.head();
  }
}

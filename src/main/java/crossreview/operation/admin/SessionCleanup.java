package crossreview.operation.admin;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.maintenance.OrphanCleanup;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.NoInput;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import io.vertx.core.Future;

/** Removes what crashes left behind. */
final class SessionCleanup {
  private final OrphanCleanup orphanCleanup;

  SessionCleanup(OrphanCleanup orphanCleanup) {
    this.orphanCleanup = orphanCleanup;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_tidy",
            "Remove leftovers",
            "Removes what crashes left in closed sessions: unreferenced texts and incomplete files,"
                + " if they are a day old. No evidence of the review is touched.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/tidy")),
        NoInput.class,
        SessionCleanupOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionCleanupOutput>> handle(
      OperationCall operationCall, NoInput input) {
    return orphanCleanup
        .run()
        .map(removed -> OperationAnswer.done(new SessionCleanupOutput(removed)));
  }

  record SessionCleanupOutput(
      @Description("The removed files.") @NumberRange(min = 0) long removed) {}
}

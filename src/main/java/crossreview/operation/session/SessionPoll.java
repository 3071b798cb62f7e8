package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.store.index.SessionView;
import crossreview.time.Ticker;
import io.vertx.core.Future;
import java.time.Duration;

/** The state of a session, at once or as soon as there is something to say. */
final class SessionPoll {
  /** Below the shortest time after which clients give up on an answer, 60 seconds. */
  static final int WAIT_MAX_MS = 45_000;

  /** No line is after it: without a head that was seen, only the end of the run is news. */
  static final String NO_SEQ = "" + Long.MAX_VALUE;

  private final OperationContext operationContext;
  private final Ticker ticker;

  SessionPoll(OperationContext operationContext, Ticker ticker) {
    this.operationContext = operationContext;
    this.ticker = ticker;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_poll",
            "Read the state of a review",
            "Returns a short state of a session: running or not, the latest round with its votes,"
                + " blockers, the outcome. With `wait_ms` it returns when the run has ended, or"
                + " with `since_seq` as soon as there is a later line, at the latest after that"
                + " time: call it again while `running` is true. session_read returns all details.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/poll")),
        SessionPollInput.class,
        PollJson.POLLED,
        this::handle);
  }

  private Future<OperationAnswer<PolledSession>> handle(
      OperationCall operationCall, SessionPollInput input) {
    long until = ticker.nanos() + Duration.ofMillis(input.waitMs()).toNanos();
    return awaited(operationCall, input, until)
        .map(view -> OperationAnswer.done(polled(input, view)));
  }

  private PolledSession polled(SessionPollInput input, SessionView view) {
    int position = operationContext.runService().position(view.session().id());
    return new PolledSession(view, input.detail() == DetailLevel.FULL, position);
  }

  /** The first view that is worth an answer, or the last one before the time is over. */
  private Future<SessionView> awaited(
      OperationCall operationCall, SessionPollInput input, long until) {
    SessionId id = input.sessionId();
    return operationContext
        .sessionRegistry()
        .view(id)
        .compose(view -> {
          Duration left = Duration.ofNanos(until - ticker.nanos());
          if (!view.session().running() || view.head() > input.sinceSeq() || !left.isPositive()) {
            return Future.succeededFuture(view);
          }
          operationCall.progress().accept(PollJson.line(view.session()));
          return operationContext
              .feed()
              .await(id, view.head(), left)
              .compose(news -> awaited(operationCall, input, until));
        });
  }

  record SessionPollInput(
      @Description("The session.") SessionId sessionId,
      @Description("How long to wait; 0 by default.")
          @NumberRange(min = 0, max = WAIT_MAX_MS)
          @DefaultValue("0")
          int waitMs,
      @Description("The head that you have seen.") @NumberRange(min = 0) @DefaultValue(NO_SEQ)
          long sinceSeq,
      @Description("summary by default.") @DefaultValue("summary") DetailLevel detail) {}
}

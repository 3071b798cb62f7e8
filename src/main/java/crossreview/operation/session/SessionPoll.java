package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.SessionView;
import crossreview.time.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a session stands, at once or as soon as there is something to say. */
final class SessionPoll {
  /** Below the shortest time after which clients give up on an answer, 60 seconds. */
  private static final int WAIT_MAX_MS = 45_000;

  private static final String FULL = "full";

  private final OperationContext operationContext;
  private final Ticker ticker;

  SessionPoll(OperationContext operationContext, Ticker ticker) {
    this.operationContext = operationContext;
    this.ticker = ticker;
  }

  Operation operation() {
    return new Operation(
        "session_poll",
        "See how a review stands",
        "Shows briefly where a session stands: running or not, the latest round with its votes, who"
            + " blocks, the outcome. With `wait_ms` it answers when the run has ended, or with"
            + " `since_seq` as soon as there is a line behind that one, else after the time: ask"
            + " again while `running` is true. Everything at length is in session_read.",
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text(1, 200, "The session."))
            .may("wait_ms", SchemaBuilder.whole(0, WAIT_MAX_MS, "How long to wait; 0 if absent."))
            .may(
                "since_seq", SchemaBuilder.whole(0, Long.MAX_VALUE, "The head that you have seen."))
            .may("detail", SchemaBuilder.words(List.of("summary", FULL), "summary if absent."))
            .build(),
        PollJson.schema().build(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/poll"),
        this::handle);
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    long until = ticker.nanos() + Duration.ofMillis(operationCall.number("wait_ms", 0)).toNanos();
    return awaited(operationCall, operationCall.number("since_seq", Long.MAX_VALUE), until)
        .map(view -> answer(view, FULL.equals(operationCall.text("detail"))));
  }

  private OperationResult answer(SessionView view, boolean full) {
    Map<String, Object> body = PollJson.of(view, full);
    int position = operationContext.runService().position(view.session().id());
    if (position > 0) {
      body.put("queue_position", (long) position);
    }
    return new OperationResult.ValueResult(body);
  }

  /** The first view that is worth an answer, or the last one before the time is over. */
  private Future<SessionView> awaited(OperationCall operationCall, long since, long until) {
    SessionId id = operationCall.session();
    return operationContext
        .sessionRegistry()
        .view(id)
        .compose(view -> {
          Duration left = Duration.ofNanos(until - ticker.nanos());
          if (!view.session().running() || view.head() > since || !left.isPositive()) {
            return Future.succeededFuture(view);
          }
          operationCall.progress().accept(PollJson.line(view.session()));
          return operationContext
              .feed()
              .await(id, view.head(), left)
              .compose(news -> awaited(operationCall, since, until));
        });
  }
}

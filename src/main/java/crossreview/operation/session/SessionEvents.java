package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.journal.StoredLine;
import crossreview.json.RawJson;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pages through a session's lines, and waits for the next one. */
final class SessionEvents {
  private static final int LIMIT_MAX = 1_000;
  private static final int LIMIT_DEFAULT = 200;
  private static final int PAGE_BYTES = 40 * 1024; // with its last line below what hosts cut

  private final OperationContext operationContext;

  SessionEvents(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return new Operation(
        "session_events",
        "Read or await events",
        "Reads the session's journal behind `after`, in order and without a gap. With `wait` it"
            + " answers as soon as there is a new line, or empty after that time: the way to follow"
            + " a run without polling. Give the answer's `next_after` as the next `after`.",
        input(),
        output(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.get("/sessions/{session_id}/events"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .may(
            "after",
            SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the last line you have; 0."))
        .may("limit", SchemaBuilder.whole(1, LIMIT_MAX, "Lines at most; 200 if absent."))
        .may("wait", SchemaBuilder.matching("^(1?[0-9]|2[0-5])s?$", "Seconds to wait, up to 25s."))
        .build();
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must(
            "events", SchemaBuilder.list(SchemaBuilder.any("A line of the journal."), "In order."))
        .must("next_after", SchemaBuilder.whole(0, Long.MAX_VALUE, "What to give as `after` next."))
        .must("head", SchemaBuilder.whole(0, Long.MAX_VALUE, "The seq of the last durable line."))
        .must("has_more", SchemaBuilder.flag("Whether more lines are there already."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    Duration wait = wait(operationCall.text("wait"));
    return page(operationCall, id)
        .compose(page -> page.lines().isEmpty() ? later(operationCall, id, wait, page) : now(page))
        .map(page -> answer(operationCall, id, page));
  }

  private static Duration wait(String given) {
    return given == null
        ? Duration.ZERO
        : Duration.ofSeconds(Long.parseLong(given.replace("s", "")));
  }

  private Future<LinePage> page(OperationCall operationCall, SessionId id) {
    int limit = (int) operationCall.number("limit", LIMIT_DEFAULT);
    return operationContext
        .sessionRegistry()
        .page(id, operationCall.number("after", 0), limit, PAGE_BYTES);
  }

  private static Future<LinePage> now(LinePage page) {
    return Future.succeededFuture(page);
  }

  private Future<LinePage> later(
      OperationCall operationCall, SessionId id, Duration wait, LinePage empty) {
    if (wait.isZero()) {
      return now(empty);
    }
    return operationContext
        .feed()
        .await(id, operationCall.number("after", 0), wait)
        .compose(news -> news ? page(operationCall, id) : now(empty));
  }

  private static OperationResult answer(OperationCall operationCall, SessionId id, LinePage page) {
    long after = operationCall.number("after", 0);
    long next = page.lines().isEmpty() ? after : page.lines().getLast().seq();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("events", page.lines().stream().map(SessionEvents::event).toList());
    body.put("next_after", next);
    body.put("head", page.head());
    body.put("has_more", next < page.head());
    return new OperationResult.ValueResult(body);
  }

  /** Told lines were checked when they were read: their text is as good as a tree of it. */
  private static RawJson event(StoredLine line) {
    return new RawJson(new String(line.bytes(), StandardCharsets.UTF_8));
  }
}

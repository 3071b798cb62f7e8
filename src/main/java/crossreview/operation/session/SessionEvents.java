package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.journal.StoredLine;
import crossreview.json.RawJson;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
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

  private final Desk desk;

  SessionEvents(Desk desk) {
    this.desk = desk;
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
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/events"),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .may("after", Schema.whole(0, Long.MAX_VALUE, "The seq of the last line you have; 0."))
        .may("limit", Schema.whole(1, LIMIT_MAX, "Lines at most; 200 if absent."))
        .may("wait", Schema.matching("^(1?[0-9]|2[0-5])s?$", "Seconds to wait, up to 25s."))
        .build();
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("events", Schema.list(Schema.any("A line of the journal."), "In order."))
        .must("next_after", Schema.whole(0, Long.MAX_VALUE, "What to give as `after` next."))
        .must("head", Schema.whole(0, Long.MAX_VALUE, "The seq of the last durable line."))
        .must("has_more", Schema.flag("Whether more lines are there already."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    Duration wait = wait(call.text("wait"));
    return page(call, id)
        .compose(page -> page.lines().isEmpty() ? later(call, id, wait, page) : now(page))
        .map(page -> answer(call, id, page));
  }

  private static Duration wait(String given) {
    return given == null
        ? Duration.ZERO
        : Duration.ofSeconds(Long.parseLong(given.replace("s", "")));
  }

  private Future<LinePage> page(Call call, SessionId id) {
    int limit = (int) call.number("limit", LIMIT_DEFAULT);
    return desk.sessionRegistry().page(id, call.number("after", 0), limit, PAGE_BYTES);
  }

  private static Future<LinePage> now(LinePage page) {
    return Future.succeededFuture(page);
  }

  private Future<LinePage> later(Call call, SessionId id, Duration wait, LinePage empty) {
    if (wait.isZero()) {
      return now(empty);
    }
    return desk.feed()
        .await(id, call.number("after", 0), wait)
        .compose(news -> news ? page(call, id) : now(empty));
  }

  private static Result answer(Call call, SessionId id, LinePage page) {
    long after = call.number("after", 0);
    long next = page.lines().isEmpty() ? after : page.lines().getLast().seq();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("events", page.lines().stream().map(SessionEvents::event).toList());
    body.put("next_after", next);
    body.put("head", page.head());
    body.put("has_more", next < page.head());
    return new Result.Done(body);
  }

  /** Told lines were checked when they were read: their text is as good as a tree of it. */
  private static RawJson event(StoredLine line) {
    return new RawJson(new String(line.bytes(), StandardCharsets.UTF_8));
  }
}

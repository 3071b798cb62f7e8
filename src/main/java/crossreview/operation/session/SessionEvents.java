package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.FieldName;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.journal.StoredLine;
import crossreview.json.RawJson;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.store.registry.LinePage;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages through a session's lines, and waits for the next one. */
final class SessionEvents {
  static final int LIMIT_MAX = 1_000;
  static final int PAGE_BYTES = 40 * 1024; // with its last line below what hosts cut

  private final OperationContext operationContext;

  SessionEvents(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_events",
            "Read or wait for events",
            "Reads the session's journal after sequence number `after`, in order and without gaps."
                + " With `wait` it returns as soon as there is a new line, or empty after that"
                + " time: use it to follow a run without polling. Pass `next_after` as the next"
                + " `after`.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/sessions/{session_id}/events")),
        SessionEventsInput.class,
        SessionEventsOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<SessionEventsOutput>> handle(
      OperationCall operationCall, SessionEventsInput input) {
    SessionId id = input.sessionId();
    Duration wait = wait(input.waitTime());
    return page(input, id)
        .compose(page -> page.lines().isEmpty() ? later(input, id, wait, page) : now(page))
        .map(page -> answer(input, id, page));
  }

  static Duration wait(@Nullable String given) {
    return given == null
        ? Duration.ZERO
        : Duration.ofSeconds(Long.parseLong(given.replace("s", "")));
  }

  private Future<LinePage> page(SessionEventsInput input, SessionId id) {
    return operationContext.sessionRegistry().page(id, input.after(), input.limit(), PAGE_BYTES);
  }

  private static Future<LinePage> now(LinePage page) {
    return Future.succeededFuture(page);
  }

  private Future<LinePage> later(
      SessionEventsInput input, SessionId id, Duration wait, LinePage empty) {
    if (wait.isZero()) {
      return now(empty);
    }
    return operationContext
        .feed()
        .await(id, input.after(), wait)
        .compose(news -> news ? page(input, id) : now(empty));
  }

  private static OperationAnswer<SessionEventsOutput> answer(
      SessionEventsInput input, SessionId id, LinePage page) {
    long next = page.lines().isEmpty() ? input.after() : page.lines().getLast().seq();
    return OperationAnswer.done(
        new SessionEventsOutput(
            id,
            page.lines().stream().map(SessionEvents::event).toList(),
            next,
            page.head(),
            next < page.head()));
  }

  /** Confirmed lines were checked when they were read: their text is as good as a tree of it. */
  private static RawJson event(StoredLine line) {
    return new RawJson(new String(line.bytes(), StandardCharsets.UTF_8));
  }

  record SessionEventsInput(
      @Description("The session.") SessionId sessionId,
      @Description("The seq of the last line that you have; 0 by default.")
          @NumberRange(min = 0)
          @DefaultValue("0")
          long after,
      @Description("Maximum number of lines; 200 by default.")
          @NumberRange(min = 1, max = LIMIT_MAX)
          @DefaultValue("200")
          int limit,
      @Description("How long to wait, up to 25s.")
          @TextPattern("^(1?[0-9]|2[0-5])s?$")
          @FieldName("wait")
          @Nullable String waitTime) {}

  record SessionEventsOutput(
      @Description("The session.") SessionId sessionId,
      @Description("In order.") @OpaqueObject @ItemRule("A line of the journal.")
          List<RawJson> events,
      @Description("The value for the next `after`.") @NumberRange(min = 0) long nextAfter,
      @Description("The seq of the last durable line.") @NumberRange(min = 0) long head,
      @Description("Whether there are more lines already.") boolean hasMore) {}
}

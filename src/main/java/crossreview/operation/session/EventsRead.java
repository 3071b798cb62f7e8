package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.FieldName;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.feed.FeedPager.FeedLine;
import crossreview.feed.FeedPager.FeedPage;
import crossreview.feed.FeedPager.PageRequest;
import crossreview.json.RawJson;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages through the lines of all sessions, with one cursor, and waits for the next one. */
final class EventsRead {
  private final OperationContext operationContext;

  EventsRead(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "events_read",
            "Read or wait for events of all sessions",
            "Reads the journals of all sessions, each in order and without gaps. Pass `cursor` of"
                + " the answer as the next `cursor`: sessions that were opened meanwhile come from"
                + " their first line. Without a cursor it begins at all first lines, or with"
                + " `from_now` at what comes next. With `wait` it returns as soon as there is a"
                + " line, or empty after that time.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.get("/events/page")),
        EventsReadInput.class,
        EventsReadOutput.class,
        this::handle);
  }

  private Future<OperationAnswer<EventsReadOutput>> handle(
      OperationCall operationCall, EventsReadInput input) {
    PageRequest request =
        new PageRequest(
            input.cursor(),
            input.fromNow(),
            input.limit(),
            SessionEvents.PAGE_BYTES,
            SessionEvents.wait(input.waitTime()));
    return operationContext
        .feed()
        .page(operationCall.principal().within(), request)
        .map(EventsRead::answer);
  }

  private static OperationAnswer<EventsReadOutput> answer(FeedPage page) {
    return OperationAnswer.done(
        new EventsReadOutput(
            page.lines().stream().map(EventsRead::event).toList(), page.cursor(), page.more()));
  }

  /** As in the frames of docs/protocol.md; a line was checked when it was read. */
  private static RawJson event(FeedLine feedLine) {
    String line = new String(feedLine.line().bytes(), StandardCharsets.UTF_8);
    return new RawJson("{\"session\":\"" + feedLine.session() + "\",\"event\":" + line + "}");
  }

  record EventsReadInput(
      @Description("The cursor of the last answer.") @TextLength(max = 4_000)
          @Nullable String cursor,
      @Description("Without a cursor: leave out what is there already; false by default.")
          @DefaultValue("false")
          boolean fromNow,
      @Description("Maximum number of lines; 200 by default.")
          @NumberRange(min = 1, max = SessionEvents.LIMIT_MAX)
          @DefaultValue("200")
          int limit,
      @Description("How long to wait, up to 25s.")
          @TextPattern("^(1?[0-9]|2[0-5])s?$")
          @FieldName("wait")
          @Nullable String waitTime) {}

  record EventsReadOutput(
      @Description("In order within each session.")
          @OpaqueObject
          @ItemRule("A session and a line of its journal: `session`, `event`.")
          List<RawJson> events,
      @Description("The value for the next `cursor`.") @TextLength(max = 4_000) String cursor,
      @Description("Whether there are more lines already.") boolean hasMore) {}
}

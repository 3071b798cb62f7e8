package crossreview.operation.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.WordList;
import crossreview.journal.Journal;
import crossreview.journal.StoredLine;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.NameSuggestion;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.event.RunEvent.RunStarted;
import crossreview.model.material.UnsupportedClaim;
import crossreview.model.run.BuiltinPeerIds;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.review.RunRequest;
import crossreview.review.StartOutcome;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Begins a run. */
final class RunStart {
  private static final String NOT_OBEYED =
      "suppressions: not obeyed, for only an operator settles what peers find";

  private static final String NO_SUCH_PEER =
      "efforts: without effect, no peer of the panel is called \"";

  private final OperationContext operationContext;

  RunStart(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  Operation operation() {
    return Operation.of(
            new OperationSummary(
                "run_start",
                "Start a run",
                "Lets the panel vote on the current artifact in rounds until all are READY on the"
                    + " same bytes or a limit is reached. Returns at once; follow the run with"
                    + " session_events and `wait`, then read session_read. Use caller_status"
                    + " NOT_READY if you only want advice.",
                AccessRole.CALLER,
                OperationHints.ASKS_PEERS,
                HttpRoute.post("/sessions/{session_id}/runs")),
            RunStartInput.class,
            RunStartOutput.class,
            this::handle)
        .previewed(RunStartInput.class, this::preview);
  }

  private Future<Session> preview(
      @Nullable Session before, OperationCall operationCall, RunStartInput input) {
    return operationContext
        .runService()
        .preview(
            Objects.requireNonNull(before),
            input.request(obeyed(operationCall, input)),
            operationCall.cause());
  }

  /** Only an operator settles what peers find. */
  private static @Nullable SuppressionInput obeyed(
      OperationCall operationCall, RunStartInput input) {
    return operationCall.principal().operator() ? input.suppressions() : null;
  }

  private Future<OperationAnswer<RunStartOutput>> handle(
      OperationCall operationCall, RunStartInput input) {
    SessionId id = input.sessionId();
    SuppressionInput obeyed = obeyed(operationCall, input);
    return operationContext
        .runService()
        .start(id, input.request(obeyed), operationCall.cause())
        .compose(startOutcome ->
            begunAt(startOutcome, operationCall.cause().key())
                .map(begunAt ->
                    answer(startOutcome, begunAt, notices(startOutcome.session(), input, obeyed))));
  }

  private static List<String> notices(
      Session session, RunStartInput input, @Nullable SuppressionInput obeyed) {
    List<String> notices = new ArrayList<>(rulings(session, input.suppressions(), obeyed));
    Set<String> panel = new TreeSet<>();
    session.panel().forEach(member -> panel.add(member.peer()));
    List<PeerEffort> efforts = input.efforts() == null ? List.of() : input.efforts();
    efforts.stream()
        .map(PeerEffort::peer)
        .filter(peer -> !panel.contains(peer))
        .forEach(peer -> notices.add(NO_SUCH_PEER + peer + "\""));
    return notices;
  }

  private static List<String> rulings(
      Session session, @Nullable SuppressionInput given, @Nullable SuppressionInput obeyed) {
    if (obeyed == null) {
      return given == null ? List.of() : List.of(NOT_OBEYED);
    }
    Set<String> names = new TreeSet<>(BuiltinPeerIds.ALL);
    session.panel().forEach(member -> names.add(member.peer()));
    return obeyed.entries().stream()
        .map(SuppressionInput.SuppressionEntry::rule)
        .distinct()
        .filter(rule -> !names.contains(rule))
        .map(rule ->
            "suppressions: without effect, no rule or peer is called \""
                + rule
                + "\""
                + NameSuggestion.hint(rule, names))
        .toList();
  }

  /** The stamp of the run's first line; a repeated command may be about an older run. */
  private Future<String> begunAt(StartOutcome startOutcome, @Nullable String key) {
    Session session = startOutcome.session();
    if (session.run().id().equals(startOutcome.run())) {
      return Future.succeededFuture(session.run().startedAt());
    }
    long first = Optional.ofNullable(key).flatMap(session::memo).orElseThrow().firstSeq();
    return operationContext
        .sessionRegistry()
        .page(session.id(), first - 1, 1, Journal.LINE_MAX)
        .map(page -> stamp(page.lines().getFirst()));
  }

  private static String stamp(StoredLine line) {
    try {
      Map<String, Object> event = JsonReader.readObject(new String(line.bytes(), UTF_8));
      return JsonTree.text(event, "/ts").orElseThrow();
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("line " + line.seq() + " was checked and is not JSON", e);
    }
  }

  private static OperationAnswer<RunStartOutput> answer(
      StartOutcome startOutcome, String begunAt, List<String> notices) {
    SessionId id = startOutcome.session().id();
    return OperationAnswer.accepted(
        new RunStartOutput(
            id,
            startOutcome.run(),
            begunAt,
            startOutcome.running(),
            startOutcome.repeated(),
            startOutcome.session().seq(),
            notices,
            startOutcome.claims()),
        "/sessions/" + id);
  }

  record RunStartInput(
      @Description("The session.") SessionId sessionId,
      @Description("The mode; the session's mode by default.")
          @WordList({"ship", "review", "circular"})
          @Nullable RunMode mode,
      @Description("Maximum rounds, not above the session's limit.")
          @NumberRange(min = 1, max = 100)
          @Nullable Integer maxRounds,
      @Description(
              "More rounds after max_rounds, within the limits, while nothing but evidence is"
                  + " missing; for ship.")
          @NumberRange(min = 0, max = RunStarted.EXTRA_ROUNDS_MAX)
          @Nullable Integer extraRounds,
      @Description("Reasoning effort of the models; their configured one by default.")
          @Nullable ReasoningEffort effort,
      @Description("The same for single peers, before effort.")
          @ItemCount(min = 1, max = PeerEffort.PEERS_MAX)
          @Nullable List<PeerEffort> efforts,
      @Description("Your own vote; READY by default.") @DefaultValue("READY")
          VerdictStatus callerStatus,
      @Description("Permanent rulings of the repository, made by its owner; only for operators.")
          @Nullable SuppressionInput suppressions,
      @Description(
              "The sha256 of the text that you mean; refused if another one is current by then.")
          @Nullable Digest artifact) {
    RunRequest request(@Nullable SuppressionInput obeyed) {
      return new RunRequest(
          mode,
          maxRounds,
          callerStatus,
          effort,
          obeyed == null ? null : obeyed.value(),
          efforts,
          artifact,
          extraRounds);
    }
  }

  record RunStartOutput(
      @Description("The session.") SessionId sessionId,
      @Description("The run's id.") String run,
      @Description("RFC 3339.") String begunAt,
      @Description("Whether the run is still running.") boolean running,
      @Description("Whether an earlier call started it.") boolean repeated,
      @Description("The seq of the last line.") @NumberRange(min = 1) long head,
      @Description("Inputs that had no effect.") @ItemRule("A remark.") List<String> notices,
      @Description(ClaimTexts.UNSUPPORTED) @OpaqueObject @ItemRule(ClaimTexts.ITEM)
          List<UnsupportedClaim> unsupportedClaims) {}
}

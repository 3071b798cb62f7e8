package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What all operations have in common by which people steer a session. */
final class SteeringOperations {
  private final OperationContext operationContext;

  SteeringOperations(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  /** What is special about one of them. */
  record SteeringSpec(
      String name,
      String title,
      String description,
      Map<String, Object> input,
      AccessRole accessRole,
      HttpRoute httpRoute,
      Function<OperationCall, SessionCommand> command) {}

  Operation operation(SteeringSpec steeringSpec) {
    return new Operation(
        steeringSpec.name(),
        steeringSpec.title(),
        steeringSpec.description(),
        steeringSpec.input(),
        output(),
        steeringSpec.accessRole(),
        OperationHints.ADDS,
        steeringSpec.httpRoute(),
        operationCall -> handle(operationCall, steeringSpec.command().apply(operationCall)));
  }

  private static Map<String, Object> output() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("paused", SchemaBuilder.flag("Whether it is held up now."))
        .must("running", SchemaBuilder.flag("Whether a run is under way."))
        .must("limits", SchemaBuilder.any("The limits now."))
        .must(
            "panel",
            SchemaBuilder.list(SchemaBuilder.text("A peer."), "The panel of the next round."))
        .must(
            "constraints",
            SchemaBuilder.list(SchemaBuilder.any("text, by, at"), "What the peers are told."))
        .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<OperationResult> handle(
      OperationCall operationCall, SessionCommand sessionCommand) {
    return operationContext
        .runService()
        .steer(operationCall.session(), sessionCommand, operationCall.cause())
        .map(SteeringOperations::answer);
  }

  private static OperationResult answer(Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", session.id().value());
    body.put("paused", session.paused());
    body.put("running", session.running());
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("max_rounds", session.limits().maxRounds());
    limits.put("wall_clock_minutes", session.limits().wallClockMinutes());
    limits.put("session_usd", money(session));
    body.put("limits", limits);
    body.put("panel", session.panel().stream().map(member -> member.peer()).toList());
    body.put(
        "constraints",
        session.steering().constraints().stream()
            .map(said -> Map.of("text", said.text(), "by", said.by(), "at", said.at()))
            .toList());
    body.put("head", session.seq());
    return new OperationResult.ValueResult(body);
  }

  private static String money(Session session) {
    return session.limits().sessionUsd() == null ? null : session.limits().sessionUsd().toString();
  }
}

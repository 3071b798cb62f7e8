package crossreview.operation.run;

import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/** What all operations have in common by which people steer a session. */
final class SteeringOperations {
  private static final ObjectCodec<ReviewLimits> LIMITS =
      ObjectCodec.<ReviewLimits>object()
          .field("max_rounds", ReviewLimits::maxRounds)
          .field("wall_clock_minutes", ReviewLimits::wallClockMinutes)
          .nullable("session_usd", ReviewLimits::sessionUsd);

  private static final ObjectCodec<Session> OUTPUT =
      ObjectCodec.<Session>object()
          .must("session_id", SchemaBuilder.text("The session."), Session::id)
          .must("paused", SchemaBuilder.flag("Whether the session is paused."), Session::paused)
          .must("running", SchemaBuilder.flag("Whether a run is running."), Session::running)
          .must(
              "limits",
              SchemaBuilder.any("The current limits."),
              session -> LIMITS.tree(session.limits()))
          .must(
              "panel",
              SchemaBuilder.list(SchemaBuilder.text("A peer."), "The panel of the next round."),
              session -> session.panel().stream().map(PanelMember::peer).toList())
          .must(
              "constraints",
              SchemaBuilder.list(
                  SchemaBuilder.any("text, by, at"), "The constraints that the peers see."),
              session -> session.steering().constraints())
          .must(
              "rulings",
              SchemaBuilder.list(
                  SchemaBuilder.any("artifact, path, parts, reason, by"),
                  "The files that need not be shown."),
              session -> session.steering().rulings())
          .must(
              "head",
              SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."),
              Session::seq);

  private final OperationContext operationContext;

  SteeringOperations(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  /**
   * One of them.
   *
   * @param command what its input asks for
   */
  <I> Operation operation(
      OperationSummary summary,
      Class<I> input,
      BiFunction<OperationCall, I, SessionCommand> command) {
    return Operation.of(
        summary,
        input,
        OUTPUT,
        (operationCall, given) -> steer(operationCall, command.apply(operationCall, given)));
  }

  private Future<OperationAnswer<Session>> steer(
      OperationCall operationCall, SessionCommand sessionCommand) {
    return operationContext
        .runService()
        .steer(operationCall.session(), sessionCommand, operationCall.cause())
        .map(OperationAnswer::done);
  }
}

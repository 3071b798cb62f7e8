package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What all operations have in common by which people steer a session. */
final class Steering {
  private final Desk desk;

  Steering(Desk desk) {
    this.desk = desk;
  }

  /** What is special about one of them. */
  record Act(
      String name,
      String title,
      String description,
      Map<String, Object> input,
      Role role,
      Route route,
      Function<Call, SessionCommand> command) {}

  Operation operation(Act act) {
    return new Operation(
        act.name(),
        act.title(),
        act.description(),
        act.input(),
        output(),
        act.role(),
        Hints.ADDS,
        act.route(),
        call -> handle(call, act.command().apply(call)));
  }

  private static Map<String, Object> output() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("paused", Schema.flag("Whether it is held up now."))
        .must("running", Schema.flag("Whether a run is under way."))
        .must("limits", Schema.any("The limits now."))
        .must("panel", Schema.list(Schema.text("A peer."), "The panel of the next round."))
        .must("constraints", Schema.list(Schema.any("text, by, at"), "What the peers are told."))
        .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  private Future<Result> handle(Call call, SessionCommand sessionCommand) {
    return desk.runs().steer(call.session(), sessionCommand, call.cause()).map(Steering::answer);
  }

  private static Result answer(Session session) {
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
    return new Result.Done(body);
  }

  private static String money(Session session) {
    return session.limits().sessionUsd() == null ? null : session.limits().sessionUsd().toString();
  }
}

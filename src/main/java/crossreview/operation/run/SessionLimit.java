package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.model.WireEnum;
import crossreview.model.policy.LimitName;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Changes a limit of a session. */
final class SessionLimit {
  private SessionLimit() {}

  static Operation operation(Steering steering) {
    return steering.operation(
        new Steering.Act(
            "session_limit",
            "Change a limit",
            "Sets a limit of this session and of its running run. Callers may lower it, only"
                + " operators may raise it. A run that stopped at a limit can be started again"
                + " under the new one.",
            input(),
            Role.CALLER,
            Route.post("/sessions/{session_id}/limits"),
            SessionLimit::command));
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("limit", Schema.words(LimitName.class, "Which one."))
        .must("to", Schema.text(1, 20, "Its new value: a whole number, or US dollars."))
        .build();
  }

  private static SessionCommand command(Call call) {
    LimitName limit = WireEnum.find(LimitName.class, call.text("limit")).orElseThrow();
    return new SessionCommand.ChangeLimit(limit, call.text("to"), call.principal().operator());
  }
}

package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Tells the peers of a session something more. */
final class SessionConstrain {
  private SessionConstrain() {}

  static Operation operation(Steering steering) {
    return steering.operation(
        new Steering.Act(
            "session_constrain",
            "Add a constraint",
            "Tells all reviewers and authors of this session something beside its task, from the"
                + " next round on: for example that an interface must stay. It is shown with who"
                + " said it.",
            input(),
            Role.OPERATOR,
            Route.post("/sessions/{session_id}/constraints"),
            SessionConstrain::command));
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("text", Schema.text(1, 1_000, "What they have to respect."))
        .build();
  }

  private static SessionCommand command(Call call) {
    return new SessionCommand.Constrain(call.text("text"));
  }
}

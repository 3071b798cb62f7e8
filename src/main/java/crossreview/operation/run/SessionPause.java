package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Holds a session up. */
final class SessionPause {
  private SessionPause() {}

  static Operation operation(Steering steering) {
    return steering.operation(
        new Steering.Act(
            "session_pause",
            "Pause a session",
            "Begins nothing more in this session until session_resume, not after a restart of the"
                + " daemon either. Calls under way end by themselves and count. The time does not"
                + " count.",
            input(),
            Role.CALLER,
            Route.post("/sessions/{session_id}/pause"),
            SessionPause::command));
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .may("reason", Schema.text(1, 1_000, "Why."))
        .build();
  }

  private static SessionCommand command(Call call) {
    return new SessionCommand.Pause(call.has("reason") ? call.text("reason") : null);
  }
}

package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import java.util.Map;

/** Lets a paused session go on. */
final class SessionResume {
  private SessionResume() {}

  static Operation operation(Steering steering) {
    return steering.operation(
        new Steering.Act(
            "session_resume",
            "Resume a session",
            "Lets a paused session go on where it stood. A session that is not paused stays as it"
                + " is.",
            input(),
            Role.CALLER,
            Route.post("/sessions/{session_id}/resume"),
            SessionResume::command));
  }

  private static Map<String, Object> input() {
    return Schema.object().must("session_id", Schema.text(1, 200, "The session.")).build();
  }

  private static SessionCommand command(Call call) {
    return new SessionCommand.Resume();
  }
}

package crossreview.session;

import crossreview.model.Problem;
import crossreview.model.Refused;

/** The law's refusals, each with its code. */
final class Refusals {
  private Refusals() {}

  static Refused noSession(Session session) {
    return new Refused(Problem.noSession(session.id().value()));
  }

  static Refused exists(Session session) {
    return conflict("session_already_exists", "session " + session.id() + " exists already");
  }

  static Refused finalized(Session session) {
    return conflict(
        "session_already_finalized",
        "session "
            + session.id()
            + " was closed as "
            + session.finalized().outcome().word()
            + " ("
            + session.finalized().reason().word()
            + ")");
  }

  static Refused running(Session session) {
    return conflict(
        "run_already_running",
        "run " + session.run().id() + " is under way, round " + session.rounds().size());
  }

  static Refused notRunning() {
    return conflict("no_running_run", "no run is under way");
  }

  static Refused conflict(String code, String message) {
    return new Refused(Problem.conflict(code, message));
  }

  static Refused invalid(String code, String message) {
    return new Refused(Problem.invalid(code, message));
  }

  static Refused exhausted(String code, String message) {
    return new Refused(Problem.exhausted(code, message));
  }
}

package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.material.Artifact;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import crossreview.store.index.SessionView;

/** Reads the approved text. */
final class SessionFinal {
  private final Texts texts;

  SessionFinal(Desk desk) {
    this.texts = new Texts(desk);
  }

  Operation operation() {
    return new Operation(
        "session_final",
        "Read the approved text",
        "Reads the text that the whole panel approved, byte for byte. There is one only when the"
            + " session is unanimous.",
        SessionRead.INPUT,
        Texts.schema(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/final"),
        call -> texts.read(call, SessionFinal::approved));
  }

  private static Artifact approved(SessionView view) {
    Session session = view.session();
    if (!session.closed() || session.finalized().finalText() == null) {
      String message = "no text is approved, the session is " + SessionState.of(session);
      throw new ProblemException(Problem.notFound("no_final_text", message));
    }
    return session.artifacts().get(session.finalized().finalText().sha256());
  }
}

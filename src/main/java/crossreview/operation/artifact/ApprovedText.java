package crossreview.operation.artifact;

import crossreview.access.AccessRole;
import crossreview.model.SessionProblem;
import crossreview.model.material.Artifact;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.SessionIdInput;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.store.index.SessionState;
import crossreview.store.index.SessionView;
import org.jspecify.annotations.Nullable;

/** Reads the approved text. */
final class ApprovedText {
  private final ArtifactLoader artifactLoader;

  ApprovedText(OperationContext operationContext) {
    this.artifactLoader = new ArtifactLoader(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_final",
            "Read the approved text",
            "Reads the approved text, byte for byte: what looks like a secret is in it and is"
                + " named in `secrets_found`. The text exists only when the session is unanimous"
                + " or accepted. If session_poll returns `revised`, it differs from the text that"
                + " was submitted.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument("/sessions/{session_id}/final", ArtifactLoader.MEDIA_TYPE)),
        SessionIdInput.class,
        ArtifactLoader.OUTPUT,
        (operationCall, input) -> artifactLoader.read(input.sessionId(), ApprovedText::approved));
  }

  private static @Nullable Artifact approved(SessionView view) {
    Session session = view.session();
    if (!session.closed() || session.finalized().finalText() == null) {
      String message = "no text has been approved, the session is " + SessionState.of(session);
      throw SessionProblem.NO_FINAL_TEXT.exception(message);
    }
    return session.artifacts().get(session.finalized().finalText().sha256());
  }
}

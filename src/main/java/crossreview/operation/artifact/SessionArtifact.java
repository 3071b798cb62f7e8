package crossreview.operation.artifact;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.ValueChecks;
import crossreview.model.material.Artifact;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationContext;
import crossreview.store.index.SessionView;
import java.util.Optional;

/** Reads any artifact of a session. */
final class SessionArtifact {
  private final ArtifactLoader artifactLoader;

  SessionArtifact(OperationContext operationContext) {
    this.artifactLoader = new ArtifactLoader(operationContext);
  }

  Operation operation() {
    return Operation.of(
        new OperationSummary(
            "session_artifact",
            "Read an artifact",
            "Reads the text of an artifact of this session, submitted or revised by an author, byte"
                + " for byte. session_read lists the digests.",
            AccessRole.READER,
            OperationHints.READS,
            HttpRoute.getDocument(
                "/sessions/{session_id}/artifacts/{sha256}", ArtifactLoader.MEDIA_TYPE)),
        SessionArtifactInput.class,
        ArtifactLoader.OUTPUT,
        (operationCall, input) ->
            artifactLoader.read(input.sessionId(), view -> artifact(input.sha256(), view)));
  }

  private static Artifact artifact(String sha256, SessionView view) {
    Optional<Digest> digest = Digest.parse(sha256);
    return digest.map(view.session().artifacts()::get).orElseThrow(() -> unknown(sha256));
  }

  private static ProblemException unknown(String given) {
    String message =
        "this session has no artifact with the digest \"" + ValueChecks.cut(given, 80) + "\"";
    return SessionProblem.ARTIFACT_NOT_FOUND.exception(message);
  }

  record SessionArtifactInput(
      @Description("The session.") SessionId sessionId,
      @Description("The artifact's digest.") @TextLength(max = 200) String sha256) {}
}

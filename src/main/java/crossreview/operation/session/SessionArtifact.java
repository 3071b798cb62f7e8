package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionProblem;
import crossreview.model.ValueChecks;
import crossreview.model.material.Artifact;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import java.util.Map;
import java.util.Optional;

/** Reads any artifact of a session. */
final class SessionArtifact {
  private final ArtifactLoader artifactLoader;

  SessionArtifact(OperationContext operationContext) {
    this.artifactLoader = new ArtifactLoader(operationContext);
  }

  Operation operation() {
    return new Operation(
        "session_artifact",
        "Read an artifact",
        "Reads the text of an artifact of this session, as handed in or as revised by an author,"
            + " byte for byte. session_read lists the digests.",
        input(),
        ArtifactLoader.schema(),
        AccessRole.READER,
        OperationHints.READS,
        HttpRoute.getDocument(
            "/sessions/{session_id}/artifacts/{sha256}", ArtifactLoader.MEDIA_TYPE),
        operationCall -> artifactLoader.read(operationCall, view -> artifact(operationCall, view)));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("sha256", SchemaBuilder.text(1, 200, "The artifact's digest."))
        .build();
  }

  private static Artifact artifact(OperationCall operationCall, SessionView view) {
    Session session = view.session();
    Optional<Digest> digest = Digest.parse(operationCall.text("sha256"));
    return digest
        .map(session.artifacts()::get)
        .orElseThrow(() -> unknown(operationCall.text("sha256")));
  }

  private static ProblemException unknown(String given) {
    String message =
        "this session has no artifact with the digest \"" + ValueChecks.cut(given, 80) + "\"";
    return SessionProblem.ARTIFACT_NOT_FOUND.exception(message);
  }
}

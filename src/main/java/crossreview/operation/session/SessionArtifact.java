package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.ValueChecks;
import crossreview.model.material.Artifact;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.Session;
import crossreview.store.index.SessionView;
import java.util.Map;
import java.util.Optional;

/** Reads any artifact of a session. */
final class SessionArtifact {
  private final Texts texts;

  SessionArtifact(Desk desk) {
    this.texts = new Texts(desk);
  }

  Operation operation() {
    return new Operation(
        "session_artifact",
        "Read an artifact",
        "Reads the text of an artifact of this session, as handed in or as revised by an author,"
            + " byte for byte. session_read lists the digests.",
        input(),
        Texts.schema(),
        Role.READER,
        Hints.READS,
        Route.get("/sessions/{session_id}/artifacts/{sha256}"),
        call -> texts.read(call, view -> artifact(call, view)));
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("sha256", Schema.text(1, 200, "The artifact's digest."))
        .build();
  }

  private static Artifact artifact(Call call, SessionView view) {
    Session session = view.session();
    Optional<Digest> digest = Digest.parse(call.text("sha256"));
    return digest.map(session.artifacts()::get).orElseThrow(() -> unknown(call.text("sha256")));
  }

  private static ProblemException unknown(String given) {
    String message =
        "this session has no artifact with the digest \"" + ValueChecks.cut(given, 80) + "\"";
    return new ProblemException(Problem.notFound("artifact_not_found", message));
  }
}

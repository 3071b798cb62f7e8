package crossreview.operation.session;

import crossreview.codec.SchemaBuilder;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Answers with the text of an artifact, byte for byte. */
final class ArtifactLoader {
  /** Whatever the artifact is called, nothing that shows it may run it. */
  static final String MEDIA_TYPE = "text/plain";

  private final OperationContext operationContext;

  ArtifactLoader(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  static Map<String, Object> schema() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("artifact", SessionJson.artifactSchema("Digest, size, kind, label."))
        .must("text", SchemaBuilder.text("The text."))
        .build();
  }

  /** Reads the artifact that is chosen from a view of the call's session. */
  Future<OperationResult> read(
      OperationCall operationCall, Function<SessionView, Artifact> choice) {
    SessionId id = operationCall.session();
    return operationContext
        .sessionRegistry()
        .view(id)
        .map(choice)
        .compose(artifact -> read(id, artifact));
  }

  private Future<OperationResult> read(SessionId id, Artifact artifact) {
    return operationContext
        .sessionRegistry()
        .blob(id, artifact.sha256())
        .map(bytes ->
            new OperationResult.DocumentResult(
                body(id, artifact, bytes), bytes, MEDIA_TYPE + "; charset=utf-8"));
  }

  private static Map<String, Object> body(SessionId id, Artifact artifact, byte[] bytes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("artifact", SessionJson.artifact(artifact));
    body.put("text", new String(bytes, StandardCharsets.UTF_8)); // it was checked when handed in
    return body;
  }
}

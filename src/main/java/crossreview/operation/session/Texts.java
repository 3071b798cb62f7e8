package crossreview.operation.session;

import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Answers with the text of an artifact, byte for byte. */
final class Texts {
  /** Whatever the artifact is called, nothing that shows it may run it. */
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Desk desk;

  Texts(Desk desk) {
    this.desk = desk;
  }

  static Map<String, Object> schema() {
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("artifact", SessionJson.artifactSchema("Digest, size, kind, label."))
        .must("text", Schema.text("The text."))
        .build();
  }

  /** Reads the artifact that is chosen from a view of the call's session. */
  Future<Result> read(Call call, Function<SessionView, Artifact> choice) {
    SessionId id = call.session();
    return desk.sessionRegistry().view(id).map(choice).compose(artifact -> read(id, artifact));
  }

  private Future<Result> read(SessionId id, Artifact artifact) {
    return desk.sessionRegistry()
        .blob(id, artifact.sha256())
        .map(bytes -> new Result.Document(body(id, artifact, bytes), bytes, PLAIN));
  }

  private static Map<String, Object> body(SessionId id, Artifact artifact, byte[] bytes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("artifact", SessionJson.artifact(artifact));
    body.put("text", new String(bytes, StandardCharsets.UTF_8)); // it was checked when handed in
    return body;
  }
}

package crossreview.operation.artifact;

import crossreview.codec.ObjectCodec;
import crossreview.codec.SchemaBuilder;
import crossreview.guard.SecretScanner;
import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationContext;
import crossreview.operation.session.SessionJson;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Answers with the text of an artifact, byte for byte. */
final class ArtifactLoader {
  /** Whatever the artifact is called, nothing that shows it may run it. */
  static final String MEDIA_TYPE = "text/plain";

  static final ObjectCodec<ArtifactText> OUTPUT =
      ObjectCodec.<ArtifactText>object()
          .must("session_id", SchemaBuilder.text("The session."), ArtifactText::id)
          .must(
              "artifact",
              SessionJson.ARTIFACT.schema("Digest, size, kind, label."),
              found -> SessionJson.ARTIFACT.tree(found.artifact()))
          .must(
              "text", SchemaBuilder.text("The exact text; nothing is masked."), ArtifactText::text)
          .must(
              "secrets_found",
              SchemaBuilder.list(
                  SchemaBuilder.any("kind, line"), "What in it looks like a secret."),
              ArtifactText::secrets);

  private final OperationContext operationContext;

  /** An artifact that was read. */
  record ArtifactText(SessionId id, Artifact artifact, String text, List<SecretMatch> secrets) {}

  ArtifactLoader(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  /** Reads the artifact that is chosen from a view of a session. */
  Future<OperationAnswer<ArtifactText>> read(SessionId id, Function<SessionView, Artifact> choice) {
    return operationContext
        .sessionRegistry()
        .view(id)
        .map(choice)
        .compose(artifact -> read(id, artifact));
  }

  private Future<OperationAnswer<ArtifactText>> read(SessionId id, Artifact artifact) {
    return operationContext
        .sessionRegistry()
        .blob(id, artifact.sha256())
        .compose(bytes -> operationContext.workExecutor().run(() -> answer(id, artifact, bytes)));
  }

  private static OperationAnswer<ArtifactText> answer(
      SessionId id, Artifact artifact, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8); // checked when it was submitted
    return OperationAnswer.document(
        new ArtifactText(id, artifact, text, SecretScanner.scan(text)),
        bytes,
        MEDIA_TYPE + "; charset=utf-8");
  }
}

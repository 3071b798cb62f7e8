package crossreview.operation.session;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.diff.TextAnalysis;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.RawBody;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.OperationResult;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands in an artifact. */
final class ArtifactSubmission {
  private static final String DEFAULT_MEDIA_TYPE = "text/plain";
  private static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private final OperationContext operationContext;
  private final DefaultsProvider defaultsProvider;

  ArtifactSubmission(OperationContext operationContext, DefaultsProvider defaultsProvider) {
    this.operationContext = operationContext;
    this.defaultsProvider = defaultsProvider;
  }

  Operation operation() {
    return new Operation(
        "session_submit",
        "Hand in an artifact",
        "Hands in the text that is to be reviewed: a unified diff, a plan, a document, an answer."
            + " It replaces the current artifact for later runs and is shown to every peer in full."
            + " Look at `secrets_found` before you start a run: nothing was sent yet.",
        input(),
        output(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.postText(
            "/sessions/{session_id}/artifact",
            new RawBody("text", "media_type", RequestProblem.ARTIFACT_NOT_UTF8)),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("text", SchemaBuilder.text("The artifact, whole."))
        .may("label", SchemaBuilder.text(1, 200, "What people call it, usually a file name."))
        .may(
            "media_type",
            SchemaBuilder.matching(MEDIA_TYPE, "text/x-diff for a diff, or text/plain."))
        .build();
  }

  private static Map<String, Object> output() {
    Map<String, Object> secret =
        SchemaBuilder.object()
            .must("kind", SchemaBuilder.text("What it looks like."))
            .must("line", SchemaBuilder.whole(1, Integer.MAX_VALUE, "Its line in the artifact."))
            .build();
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text("The session."))
        .must("artifact", SessionJson.artifactSchema("What was stored."))
        .must("read_as", SchemaBuilder.text(SessionJson.READ_AS))
        .must(
            "secrets_found", SchemaBuilder.list(secret, "What looks like a secret; empty is good."))
        .must("repeated", SchemaBuilder.flag("Whether an earlier call had done it."))
        .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  /** What is known about a text before anything is recorded. */
  private record PreparedArtifact(
      byte[] bytes, Artifact artifact, List<SecretMatch> secrets, String readAs) {}

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    return operationContext
        .workExecutor()
        .run(() -> prepare(operationCall))
        .compose(preparedArtifact -> store(id, preparedArtifact, operationCall))
        .map(done -> answer(id, done));
  }

  private PreparedArtifact prepare(OperationCall operationCall) {
    byte[] bytes =
        Utf8Encoder.of(
            operationCall.text("text"), EncodedText.ARTIFACT, defaultsProvider.artifactBytesMax());
    String mediaType =
        operationCall.has("media_type") ? operationCall.text("media_type") : DEFAULT_MEDIA_TYPE;
    String label = operationCall.has("label") ? operationCall.text("label") : "artifact";
    Artifact artifact = new Artifact(Digest.of(bytes), bytes.length, mediaType, label);
    List<SecretMatch> secrets =
        SecretScanner.scan(operationCall.text("text")).stream()
            .limit(ArtifactSubmitted.SECRETS_MAX)
            .toList();
    String readAs = TextAnalysis.of(label, mediaType, operationCall.text("text")).summary();
    return new PreparedArtifact(bytes, artifact, secrets, readAs);
  }

  private record StoredArtifact(PreparedArtifact preparedArtifact, CommitResult commitResult) {}

  private Future<StoredArtifact> store(
      SessionId id, PreparedArtifact preparedArtifact, OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .lease(id)
        .compose(leasedLog -> record(leasedLog, preparedArtifact, operationCall))
        .map(commitResult -> new StoredArtifact(preparedArtifact, commitResult));
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(
      LeasedLog leasedLog, PreparedArtifact preparedArtifact, OperationCall operationCall) {
    SessionLog log = leasedLog.log();
    SessionCommand sessionCommand =
        new SessionCommand.SubmitArtifact(
            preparedArtifact.artifact(), preparedArtifact.secrets(), preparedArtifact.readAs());
    return log.blobs()
        .put(preparedArtifact.bytes())
        .compose(digest -> log.record(sessionCommand, operationCall.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static OperationResult answer(SessionId id, StoredArtifact storedArtifact) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("artifact", SessionJson.artifact(storedArtifact.preparedArtifact().artifact()));
    body.put("read_as", storedArtifact.preparedArtifact().readAs());
    body.put(
        "secrets_found",
        storedArtifact.preparedArtifact().secrets().stream()
            .map(ArtifactSubmission::json)
            .toList());
    body.put("repeated", storedArtifact.commitResult().repeated());
    body.put("head", storedArtifact.commitResult().session().seq());
    String path =
        "/sessions/" + id + "/artifacts/" + storedArtifact.preparedArtifact().artifact().sha256();
    return new OperationResult.CreatedResult(body, path);
  }

  private static Map<String, Object> json(SecretMatch secret) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", secret.kind());
    json.put("line", secret.line());
    return json;
  }
}

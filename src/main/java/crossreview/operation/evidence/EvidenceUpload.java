package crossreview.operation.evidence;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
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

/** Hands in evidence. */
final class EvidenceUpload {
  private static final String ORIGIN = "session_attach_evidence";
  private static final String DEFAULT_MEDIA_TYPE = "text/plain";
  private static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private final OperationContext operationContext;
  private final int bytesMax;

  EvidenceUpload(OperationContext operationContext, int bytesMax) {
    this.operationContext = operationContext;
    this.bytesMax = bytesMax;
  }

  Operation operation() {
    return new Operation(
        "session_attach_evidence",
        "Attach evidence",
        "Hands in a text beside the artifact: a log, a specification, the output of a command that"
            + " you ran. Every peer is shown it, whole, from the next round on, with who handed it"
            + " in. For what a command printed say kind=executed, the command and its exit code.",
        input(),
        SchemaBuilder.object()
            .must("session_id", SchemaBuilder.text("The session."))
            .must("evidence", EvidenceJson.schema())
            .must(
                "secrets_found",
                SchemaBuilder.list(
                    SchemaBuilder.any("kind, line"), "What looks like a secret; empty is good."))
            .must("repeated", SchemaBuilder.flag("Whether you had handed it in before."))
            .must("head", SchemaBuilder.whole(1, Long.MAX_VALUE, "The seq of the last line."))
            .build(),
        AccessRole.CALLER,
        OperationHints.ADDS,
        HttpRoute.postText(
            "/sessions/{session_id}/evidence",
            new RawBody("text", "media_type", RequestProblem.EVIDENCE_NOT_UTF8)),
        this::handle);
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("text", SchemaBuilder.text("The evidence, whole."))
        .must("label", SchemaBuilder.text(1, 200, "What it is: a file name, a title."))
        .may("media_type", SchemaBuilder.matching(MEDIA_TYPE, "text/plain without it."))
        .may(
            "kind",
            SchemaBuilder.words(EvidenceKind.class, "file without it; executed for output."))
        .may("command", SchemaBuilder.text(1, 1_000, "What was run, for executed evidence."))
        .may("exit_code", SchemaBuilder.whole(-255, 255, "How the command ended."))
        .may("environment", SchemaBuilder.text(1, 1_000, "Where it ran: machine, versions."))
        .build();
  }

  private Future<OperationResult> handle(OperationCall operationCall) {
    SessionId id = operationCall.session();
    EvidenceKind kind = kind(operationCall);
    return operationContext
        .workExecutor()
        .run(() -> prepare(operationCall))
        .compose(prepared ->
            operationContext
                .sessionRegistry()
                .lease(id)
                .compose(leasedLog -> record(leasedLog, prepared.bytes(), kind, operationCall))
                .map(commitResult -> answer(id, commitResult, prepared)));
  }

  /** The bytes, and what in them looks like a secret. */
  private record PreparedEvidence(byte[] bytes, List<SecretMatch> secrets) {}

  private PreparedEvidence prepare(OperationCall operationCall) {
    String text = operationCall.text("text");
    byte[] bytes = Utf8Encoder.of(text, EncodedText.EVIDENCE, bytesMax);
    List<SecretMatch> secrets =
        SecretScanner.scan(text).stream().limit(ArtifactSubmitted.SECRETS_MAX).toList();
    return new PreparedEvidence(bytes, secrets);
  }

  private static EvidenceKind kind(OperationCall operationCall) {
    EvidenceKind kind =
        operationCall.has("kind")
            ? WireEnum.find(EvidenceKind.class, operationCall.text("kind")).orElseThrow()
            : EvidenceKind.FILE;
    boolean ran = operationCall.has("command");
    if (ran != (kind == EvidenceKind.EXECUTED)) {
      String message = ran ? "/command needs kind=executed" : "/kind executed needs a command";
      throw RequestProblem.EVIDENCE_KIND.exception(message);
    }
    return kind;
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(
      LeasedLog leasedLog, byte[] bytes, EvidenceKind kind, OperationCall operationCall) {
    SessionLog log = leasedLog.log();
    String mediaType =
        operationCall.has("media_type") ? operationCall.text("media_type") : DEFAULT_MEDIA_TYPE;
    Artifact artifact =
        new Artifact(Digest.of(bytes), bytes.length, mediaType, operationCall.text("label"));
    Long exit = operationCall.has("exit_code") ? operationCall.number("exit_code", 0) : null;
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            artifact,
            kind,
            operationCall.text("command"),
            exit == null ? null : exit.intValue(),
            operationCall.text("environment"),
            ORIGIN,
            operationCall.principal().name());
    return log.blobs()
        .put(bytes)
        .compose(digest -> log.record(attach, operationCall.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static OperationResult answer(
      SessionId id, CommitResult commitResult, PreparedEvidence prepared) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("evidence", EvidenceJson.of(commitResult.session().supplement().evidence().getLast()));
    body.put("secrets_found", prepared.secrets().stream().map(EvidenceUpload::json).toList());
    body.put("repeated", commitResult.repeated() || commitResult.events().isEmpty());
    body.put("head", commitResult.session().seq());
    return new OperationResult.ValueResult(body);
  }

  private static Map<String, Object> json(SecretMatch secret) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", secret.kind());
    json.put("line", secret.line());
    return json;
  }
}

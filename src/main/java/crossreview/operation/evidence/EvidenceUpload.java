package crossreview.operation.evidence;

import static crossreview.codec.SchemaBuilder.any;
import static crossreview.codec.SchemaBuilder.flag;
import static crossreview.codec.SchemaBuilder.list;
import static crossreview.codec.SchemaBuilder.text;
import static crossreview.codec.SchemaBuilder.whole;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.NumberRange;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.ObjectCodec;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.SecretMatch;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.Operation.RawBody;
import crossreview.operation.OperationAnswer;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Attaches evidence. */
final class EvidenceUpload {
  private static final String ORIGIN = "session_attach_evidence";
  static final String DEFAULT_MEDIA_TYPE = "text/plain";
  static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private static final ObjectCodec<StoredEvidence> OUTPUT =
      ObjectCodec.<StoredEvidence>object()
          .must("session_id", text("The session."), stored -> stored.session().id())
          .must(
              "evidence",
              EvidenceJson.EVIDENCE.schema(),
              stored -> EvidenceJson.EVIDENCE.tree(stored.piece()))
          .must(
              "secrets_found",
              list(any("kind, line"), "What looks like a secret; empty is good."),
              StoredEvidence::secrets)
          .must("repeated", flag("Whether you attached it before."), StoredEvidence::repeated)
          .must(
              "head",
              whole(1, Long.MAX_VALUE, "The seq of the last line."),
              stored -> stored.session().seq());

  private final OperationContext operationContext;
  private final IntSupplier bytesMax;

  EvidenceUpload(OperationContext operationContext, IntSupplier bytesMax) {
    this.operationContext = operationContext;
    this.bytesMax = bytesMax;
  }

  Operation operation() {
    return Operation.of(
            new OperationSummary(
                "session_attach_evidence",
                "Attach evidence",
                "Attaches a text besides the artifact: a log, a specification, the output of a"
                    + " command that you ran. Every peer sees the whole text from the next round"
                    + " on, with the name of the caller. For the output of a command use"
                    + " kind=executed with the command and its exit code.",
                AccessRole.CALLER,
                OperationHints.ADDS,
                HttpRoute.postText(
                    "/sessions/{session_id}/evidence",
                    new RawBody("text", "media_type", RequestProblem.EVIDENCE_NOT_UTF8))),
            EvidenceUploadInput.class,
            OUTPUT,
            this::handle)
        .previewed(EvidenceUploadInput.class, this::preview);
  }

  private Future<Session> preview(
      @Nullable Session before, OperationCall operationCall, EvidenceUploadInput input) {
    checkKind(input);
    return operationContext
        .workExecutor()
        .run(() ->
            CommandPreview.of(
                Objects.requireNonNull(before),
                attach(prepare(input.text()), input, operationCall),
                operationCall.principal().name(),
                operationCall.key()));
  }

  private Future<OperationAnswer<StoredEvidence>> handle(
      OperationCall operationCall, EvidenceUploadInput input) {
    checkKind(input);
    return operationContext
        .workExecutor()
        .run(() -> prepare(input.text()))
        .compose(prepared ->
            operationContext
                .runService()
                .admit(input.sessionId(), input.label(), prepared.secrets())
                .compose(admitted -> operationContext.sessionRegistry().lease(input.sessionId()))
                .compose(leasedLog -> record(leasedLog, prepared, input, operationCall))
                .map(commitResult -> answer(commitResult, prepared)));
  }

  /** The bytes, and what in them looks like a secret. */
  private record PreparedEvidence(byte[] bytes, List<SecretMatch> secrets) {}

  private PreparedEvidence prepare(String text) {
    byte[] bytes = Utf8Encoder.of(text, EncodedText.EVIDENCE, bytesMax.getAsInt());
    List<SecretMatch> secrets =
        SecretScanner.scan(text).stream().limit(ArtifactSubmitted.SECRETS_MAX).toList();
    return new PreparedEvidence(bytes, secrets);
  }

  private static void checkKind(EvidenceUploadInput input) {
    boolean ran = input.command() != null;
    if (ran != (input.kind() == EvidenceKind.EXECUTED)) {
      String message = ran ? "/command needs kind=executed" : "/kind executed needs a command";
      throw RequestProblem.EVIDENCE_KIND.exception(message);
    }
  }

  private static SessionCommand attach(
      PreparedEvidence prepared, EvidenceUploadInput input, OperationCall operationCall) {
    byte[] bytes = prepared.bytes();
    return new SessionCommand.AttachEvidence(
        new Artifact(Digest.of(bytes), bytes.length, input.mediaType(), input.label()),
        input.kind(),
        input.command(),
        input.exitCode(),
        input.environment(),
        ORIGIN,
        operationCall.principal().name(),
        prepared.secrets());
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(
      LeasedLog leasedLog,
      PreparedEvidence prepared,
      EvidenceUploadInput input,
      OperationCall operationCall) {
    SessionLog log = leasedLog.log();
    return log.blobs()
        .put(prepared.bytes())
        .compose(
            digest -> log.record(attach(prepared, input, operationCall), operationCall.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static OperationAnswer<StoredEvidence> answer(
      CommitResult commitResult, PreparedEvidence prepared) {
    boolean repeated = commitResult.repeated() || commitResult.events().isEmpty();
    return OperationAnswer.done(
        new StoredEvidence(commitResult.session(), prepared.secrets(), repeated));
  }

  private record StoredEvidence(Session session, List<SecretMatch> secrets, boolean repeated) {
    EvidenceRecord piece() {
      return session.supplement().evidence().getLast();
    }
  }

  record EvidenceUploadInput(
      @Description("The session.") SessionId sessionId,
      @Description("The whole evidence.") String text,
      @Description("Its name: a file name, a title.") @TextLength(max = 200) String label,
      @Description("text/plain by default.")
          @TextPattern(MEDIA_TYPE)
          @DefaultValue(DEFAULT_MEDIA_TYPE)
          String mediaType,
      @Description("file by default; executed for the output of a command.") @DefaultValue("file")
          EvidenceKind kind,
      @Description("The command, for executed evidence.") @TextLength(max = 1_000)
          @Nullable String command,
      @Description("The exit code of the command.") @NumberRange(min = -255, max = 255)
          @Nullable Integer exitCode,
      @Description("Where the command ran: machine, versions.") @TextLength(max = 1_000)
          @Nullable String environment) {}
}

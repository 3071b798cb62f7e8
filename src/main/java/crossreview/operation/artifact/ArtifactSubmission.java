package crossreview.operation.artifact;

import static crossreview.codec.SchemaBuilder.flag;
import static crossreview.codec.SchemaBuilder.list;
import static crossreview.codec.SchemaBuilder.text;
import static crossreview.codec.SchemaBuilder.whole;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.DefaultValue;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.codec.ObjectCodec;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.PatchDigest;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ScopeExclusion;
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
import crossreview.operation.session.SessionJson;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.session.decision.CommandPreview;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Submits an artifact. */
final class ArtifactSubmission {
  static final String DEFAULT_MEDIA_TYPE = "text/plain";

  private static final ObjectCodec<SecretMatch> SECRET =
      ObjectCodec.<SecretMatch>object()
          .must("kind", text("What it looks like."), SecretMatch::kind)
          .must(
              "line", whole(1, Integer.MAX_VALUE, "Its line in the artifact."), SecretMatch::line);

  private static final ObjectCodec<StoredArtifact> OUTPUT =
      ObjectCodec.<StoredArtifact>object()
          .must("session_id", text("The session."), stored -> stored.session().id())
          .must(
              "artifact",
              SessionJson.ARTIFACT.schema("What was stored."),
              stored -> SessionJson.ARTIFACT.tree(stored.prepared().artifact()))
          .must(
              "read_as",
              text(SessionJson.READ_AS),
              stored -> stored.prepared().analysis().summary())
          .must(
              "secrets_found",
              list(SECRET.schema(), "What looks like a secret; empty is good."),
              stored -> SECRET.trees(stored.prepared().secrets()))
          .must(
              "context",
              SessionJson.CONTEXT,
              stored -> SessionJson.CONTEXT_FILE.trees(stored.prepared().context().files()))
          .must(
              "repeated",
              flag("Whether an earlier call had done it."),
              stored -> stored.commitResult().repeated())
          .must(
              "head",
              whole(1, Long.MAX_VALUE, "The seq of the last line."),
              stored -> stored.session().seq());

  private final OperationContext operationContext;
  private final IntSupplier bytesMax;

  /**
   * @param bytesMax the largest artifact that is taken now
   */
  ArtifactSubmission(OperationContext operationContext, IntSupplier bytesMax) {
    this.operationContext = operationContext;
    this.bytesMax = bytesMax;
  }

  Operation operation() {
    return Operation.of(
            new OperationSummary(
                "session_submit",
                "Submit an artifact",
                "Submits the text to review: a unified diff, a plan, a document, an answer. It"
                    + " replaces the current artifact for later runs, and every peer sees the whole"
                    + " text. Check `secrets_found` before you start a run: nothing has been sent"
                    + " yet.",
                AccessRole.CALLER,
                OperationHints.ADDS,
                HttpRoute.postText(
                    "/sessions/{session_id}/artifact",
                    new RawBody("text", "media_type", RequestProblem.ARTIFACT_NOT_UTF8))),
            ArtifactSubmissionInput.class,
            OUTPUT,
            this::handle)
        .previewed(ArtifactSubmissionInput.class, this::preview);
  }

  private Future<Session> preview(
      @Nullable Session before, OperationCall operationCall, ArtifactSubmissionInput input) {
    return operationContext
        .workExecutor()
        .run(() ->
            CommandPreview.of(
                Objects.requireNonNull(before),
                prepare(input).command(),
                operationCall.principal().name(),
                operationCall.key()));
  }

  /** What is known about a text before anything is recorded. */
  private record PreparedArtifact(
      byte[] bytes,
      Artifact artifact,
      List<SecretMatch> secrets,
      TextAnalysis analysis,
      @Nullable ChangeIdentity change,
      ContextMaterial context,
      List<ScopeExclusion> exclusions) {
    SessionCommand command() {
      Digest patch = analysis.diff().map(PatchDigest::of).orElse(null);
      ArtifactFacts facts =
          new ArtifactFacts(analysis.summary(), change, patch, context.files(), exclusions);
      return new SessionCommand.SubmitArtifact(artifact, secrets, facts);
    }
  }

  private Future<OperationAnswer<StoredArtifact>> handle(
      OperationCall operationCall, ArtifactSubmissionInput input) {
    return operationContext
        .workExecutor()
        .run(() -> prepare(input))
        .compose(prepared -> store(input.sessionId(), prepared, operationCall))
        .map(ArtifactSubmission::answer);
  }

  private PreparedArtifact prepare(ArtifactSubmissionInput input) {
    byte[] bytes = Utf8Encoder.of(input.text(), EncodedText.ARTIFACT, bytesMax.getAsInt());
    Artifact artifact =
        new Artifact(Digest.of(bytes), bytes.length, input.mediaType(), input.label());
    List<SecretMatch> secrets =
        SecretScanner.scan(input.text()).stream().limit(ArtifactSubmitted.SECRETS_MAX).toList();
    TextAnalysis analysis = TextAnalysis.of(input.label(), input.mediaType(), input.text());
    ChangeInput change = input.change();
    return new PreparedArtifact(
        bytes,
        artifact,
        secrets,
        analysis,
        change == null ? null : change.value(),
        ContextMaterial.of(input.context()),
        ExclusionInput.values(input.exclusions()));
  }

  private record StoredArtifact(PreparedArtifact prepared, CommitResult commitResult) {
    Session session() {
      return commitResult.session();
    }
  }

  private Future<StoredArtifact> store(
      SessionId id, PreparedArtifact prepared, OperationCall operationCall) {
    return operationContext
        .sessionRegistry()
        .lease(id)
        .compose(leasedLog -> record(leasedLog, prepared, operationCall))
        .map(commitResult -> new StoredArtifact(prepared, commitResult));
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(
      LeasedLog leasedLog, PreparedArtifact prepared, OperationCall operationCall) {
    SessionLog log = leasedLog.log();
    List<Future<Digest>> writes = new ArrayList<>();
    writes.add(log.blobs().put(prepared.bytes()));
    prepared.context().blobs().values().forEach(blob -> writes.add(log.blobs().put(blob)));
    return Future.all(writes)
        .compose(durable -> log.record(prepared.command(), operationCall.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static OperationAnswer<StoredArtifact> answer(StoredArtifact stored) {
    Digest sha256 = stored.prepared().artifact().sha256();
    return OperationAnswer.created(
        stored, "/sessions/" + stored.session().id() + "/artifacts/" + sha256);
  }

  record ArtifactSubmissionInput(
      @Description("The session.") SessionId sessionId,
      @Description("The whole artifact.") String text,
      @Description("Its name for people, usually a file name.")
          @TextLength(max = 200)
          @DefaultValue("artifact")
          String label,
      @Description("text/x-diff for a diff, or text/plain.")
          @TextPattern(ArtifactOperations.MEDIA_TYPE)
          @DefaultValue(DEFAULT_MEDIA_TYPE)
          String mediaType,
      @Description("Which change of a repository it shows.") @Nullable ChangeInput change,
      @Description(
              "Files that are shown beside it, at most 1 MiB together: rules of the repository,"
                  + " changed files as a whole, others. A prompt has all rules, and of the rest"
                  + " what fits.")
          @ItemCount(min = 1, max = ContextFile.FILES_MAX)
          @Nullable List<ContextInput> context,
      @Description(
              "Files of a change that models and people are not shown. Each is named with its"
                  + " reason in the verdict and the receipt, and rules still read it.")
          @ItemCount(min = 1, max = ScopeExclusion.ENTRIES_MAX)
          @Nullable List<ExclusionInput> exclusions) {}
}

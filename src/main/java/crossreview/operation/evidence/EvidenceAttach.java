package crossreview.operation.evidence;

import crossreview.access.Role;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.WireEnum;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.RawBody;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.operation.TextBytes;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.CommitResult;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hands in evidence. */
final class EvidenceAttach {
  private static final String NOT_UTF8 = "evidence_not_utf8";
  private static final String ORIGIN = "session_attach_evidence";
  private static final String DEFAULT_MEDIA_TYPE = "text/plain";
  private static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private final Desk desk;
  private final int bytesMax;

  EvidenceAttach(Desk desk, int bytesMax) {
    this.desk = desk;
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
        Schema.object()
            .must("session_id", Schema.text("The session."))
            .must("evidence", EvidenceJson.schema())
            .must("repeated", Schema.flag("Whether you had handed it in before."))
            .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
            .build(),
        Role.CALLER,
        Hints.ADDS,
        Route.postText(
            "/sessions/{session_id}/evidence", new RawBody("text", "media_type", NOT_UTF8)),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("text", Schema.text("The evidence, whole."))
        .must("label", Schema.text(1, 200, "What it is: a file name, a title."))
        .may("media_type", Schema.matching(MEDIA_TYPE, "text/plain without it."))
        .may("kind", Schema.words(EvidenceKind.class, "file without it; executed for output."))
        .may("command", Schema.text(1, 1_000, "What was run, for executed evidence."))
        .may("exit_code", Schema.whole(-255, 255, "How the command ended."))
        .may("environment", Schema.text(1, 1_000, "Where it ran: machine, versions."))
        .build();
  }

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    EvidenceKind kind = kind(call);
    return desk.work()
        .run(() -> TextBytes.of(call.text("text"), "evidence", bytesMax))
        .compose(bytes ->
            desk.sessionRegistry()
                .lease(id)
                .compose(leasedLog -> record(leasedLog, bytes, kind, call)))
        .map(commitResult -> answer(id, commitResult));
  }

  private static EvidenceKind kind(Call call) {
    EvidenceKind kind =
        call.has("kind")
            ? WireEnum.find(EvidenceKind.class, call.text("kind")).orElseThrow()
            : EvidenceKind.FILE;
    boolean ran = call.has("command");
    if (ran != (kind == EvidenceKind.EXECUTED)) {
      String message = ran ? "/command needs kind=executed" : "/kind executed needs a command";
      throw new ProblemException(Problem.invalid("evidence_kind", message));
    }
    return kind;
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(
      LeasedLog leasedLog, byte[] bytes, EvidenceKind kind, Call call) {
    SessionLog log = leasedLog.log();
    String mediaType = call.has("media_type") ? call.text("media_type") : DEFAULT_MEDIA_TYPE;
    Artifact artifact = new Artifact(Digest.of(bytes), bytes.length, mediaType, call.text("label"));
    Long exit = call.has("exit_code") ? call.number("exit_code", 0) : null;
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            artifact,
            kind,
            call.text("command"),
            exit == null ? null : exit.intValue(),
            call.text("environment"),
            ORIGIN,
            call.principal().name());
    return log.blobs()
        .put(bytes)
        .compose(digest -> log.record(attach, call.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static Result answer(SessionId id, CommitResult commitResult) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("evidence", EvidenceJson.of(commitResult.session().annex().evidence().getLast()));
    body.put("repeated", commitResult.repeated() || commitResult.events().isEmpty());
    body.put("head", commitResult.session().seq());
    return new Result.Done(body);
  }
}

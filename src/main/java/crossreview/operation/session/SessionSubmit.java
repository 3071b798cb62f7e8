package crossreview.operation.session;

import crossreview.access.Role;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
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
import java.util.List;
import java.util.Map;

/** Hands in an artifact. */
final class SessionSubmit {
  private static final String NOT_UTF8 = "artifact_not_utf8";
  private static final String DEFAULT_MEDIA_TYPE = "text/plain";
  private static final String MEDIA_TYPE =
      "^[A-Za-z0-9][A-Za-z0-9.+_-]{0,62}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,35}$";

  private final Desk desk;
  private final Defaults defaults;

  SessionSubmit(Desk desk, Defaults defaults) {
    this.desk = desk;
    this.defaults = defaults;
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
        Role.CALLER,
        Hints.ADDS,
        Route.postText(
            "/sessions/{session_id}/artifact", new RawBody("text", "media_type", NOT_UTF8)),
        this::handle);
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("text", Schema.text("The artifact, whole."))
        .may("label", Schema.text(1, 200, "What people call it, usually a file name."))
        .may("media_type", Schema.matching(MEDIA_TYPE, "text/x-diff for a diff, or text/plain."))
        .build();
  }

  private static Map<String, Object> output() {
    Map<String, Object> secret =
        Schema.object()
            .must("kind", Schema.text("What it looks like."))
            .must("line", Schema.whole(1, Integer.MAX_VALUE, "Its line in the artifact."))
            .build();
    return Schema.object()
        .must("session_id", Schema.text("The session."))
        .must("artifact", SessionJson.artifactSchema("What was stored."))
        .must("secrets_found", Schema.list(secret, "What looks like a secret; empty is good."))
        .must("repeated", Schema.flag("Whether an earlier call had done it."))
        .must("head", Schema.whole(1, Long.MAX_VALUE, "The seq of the last line."))
        .build();
  }

  /** What is known about a text before anything is recorded. */
  private record Prepared(byte[] bytes, Artifact artifact, List<SecretMatch> secrets) {}

  private Future<Result> handle(Call call) {
    SessionId id = call.session();
    return desk.work()
        .run(() -> prepare(call))
        .compose(prepared -> store(id, prepared, call))
        .map(done -> answer(id, done));
  }

  private Prepared prepare(Call call) {
    byte[] bytes = TextBytes.of(call.text("text"), "artifact", defaults.artifactBytesMax());
    String mediaType = call.has("media_type") ? call.text("media_type") : DEFAULT_MEDIA_TYPE;
    String label = call.has("label") ? call.text("label") : "artifact";
    Artifact artifact = new Artifact(Digest.of(bytes), bytes.length, mediaType, label);
    List<SecretMatch> secrets =
        SecretScanner.scan(call.text("text")).stream()
            .limit(ArtifactSubmitted.SECRETS_MAX)
            .toList();
    return new Prepared(bytes, artifact, secrets);
  }

  private record Stored(Prepared prepared, CommitResult commitResult) {}

  private Future<Stored> store(SessionId id, Prepared prepared, Call call) {
    return desk.sessionRegistry()
        .lease(id)
        .compose(leasedLog -> record(leasedLog, prepared, call))
        .map(commitResult -> new Stored(prepared, commitResult));
  }

  /** The bytes are durable before the line that names them. */
  private static Future<CommitResult> record(LeasedLog leasedLog, Prepared prepared, Call call) {
    SessionLog log = leasedLog.log();
    SessionCommand sessionCommand =
        new SessionCommand.SubmitArtifact(prepared.artifact(), prepared.secrets());
    return log.blobs()
        .put(prepared.bytes())
        .compose(digest -> log.record(sessionCommand, call.cause()))
        .onComplete(end -> leasedLog.logLease().release());
  }

  private static Result answer(SessionId id, Stored stored) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session_id", id.value());
    body.put("artifact", SessionJson.artifact(stored.prepared().artifact()));
    body.put(
        "secrets_found", stored.prepared().secrets().stream().map(SessionSubmit::json).toList());
    body.put("repeated", stored.commitResult().repeated());
    body.put("head", stored.commitResult().session().seq());
    String path = "/sessions/" + id + "/artifacts/" + stored.prepared().artifact().sha256();
    return new Result.Made(body, path);
  }

  private static Map<String, Object> json(SecretMatch secret) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", secret.kind());
    json.put("line", secret.line());
    return json;
  }
}

package crossreview.upkeep;

import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.store.Cause;
import crossreview.store.Sessions;
import crossreview.store.Sessions.Held;
import io.vertx.core.Future;
import java.util.List;

/** Hands the texts of one session in to another; the same ones again are no news. Any thread. */
final class Copies {
  private final Sessions sessions;

  Copies(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Completes with the other session, whose current artifact it is then. */
  Future<Session> artifact(Session from, Artifact artifact, SessionId to, Cause cause) {
    return copied(
        from, artifact, to, cause, new SessionCommand.SubmitArtifact(artifact, List.of()));
  }

  /** The piece with what is known of it; it is handed in by whoever copies. */
  Future<Session> evidence(Session from, EvidenceRecord piece, SessionId to, Cause cause) {
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            piece.attached().artifact(),
            piece.attached().kind(),
            piece.attached().command(),
            piece.attached().exitCode(),
            piece.attached().environment(),
            piece.attached().origin(),
            cause.by());
    return copied(from, piece.attached().artifact(), to, cause, attach);
  }

  private Future<Session> copied(
      Session from, Artifact text, SessionId to, Cause cause, SessionCommand sessionCommand) {
    return sessions
        .blob(from.id(), text.sha256())
        .compose(
            bytes -> sessions.hold(to).compose(held -> put(held, bytes, cause, sessionCommand)));
  }

  private static Future<Session> put(
      Held held, byte[] bytes, Cause cause, SessionCommand sessionCommand) {
    return held.log()
        .blobs()
        .put(bytes)
        .compose(digest -> held.log().record(sessionCommand, new Cause(cause.by(), null)))
        .map(recorded -> recorded.session())
        .onComplete(end -> held.hold().release());
  }
}

package crossreview.maintenance;

import crossreview.model.SessionId;
import crossreview.model.material.Artifact;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.util.List;

/** Hands the texts of one session in to another; the same ones again are no news. Any thread. */
final class ContentCopier {
  private final SessionRegistry sessionRegistry;

  ContentCopier(SessionRegistry sessionRegistry) {
    this.sessionRegistry = sessionRegistry;
  }

  /** Completes with the other session, whose current artifact it is then. */
  Future<Session> artifact(Session from, Artifact artifact, SessionId to, Actor actor) {
    return copied(
        from, artifact, to, actor, new SessionCommand.SubmitArtifact(artifact, List.of()));
  }

  /** The piece with what is known of it; the caller of the copy is its author. */
  Future<Session> evidence(Session from, EvidenceRecord piece, SessionId to, Actor actor) {
    SessionCommand attach =
        new SessionCommand.AttachEvidence(
            piece.attached().artifact(),
            piece.attached().kind(),
            piece.attached().command(),
            piece.attached().exitCode(),
            piece.attached().environment(),
            piece.attached().origin(),
            actor.by(),
            piece.attached().secretsFound());
    return copied(from, piece.attached().artifact(), to, actor, attach);
  }

  private Future<Session> copied(
      Session from, Artifact text, SessionId to, Actor actor, SessionCommand sessionCommand) {
    return sessionRegistry
        .blob(from.id(), text.sha256())
        .compose(bytes ->
            sessionRegistry
                .lease(to)
                .compose(leasedLog -> put(leasedLog, bytes, actor, sessionCommand)));
  }

  private static Future<Session> put(
      LeasedLog leasedLog, byte[] bytes, Actor actor, SessionCommand sessionCommand) {
    return leasedLog
        .log()
        .blobs()
        .put(bytes)
        .compose(digest -> leasedLog.log().record(sessionCommand, new Actor(actor.by(), null)))
        .map(commitResult -> commitResult.session())
        .onComplete(end -> leasedLog.logLease().release());
  }
}

package crossreview.maintenance;

import crossreview.access.StoreSecret;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.OutcomeContest;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Contests outcomes. First the closed session notes by which session it is contested, then that one
 * is opened, about the same text and by the same rules; its id follows from the old one's, so every
 * repetition and every recovery comes to the same session. Any thread.
 */
public final class ContestService {
  private static final Logger LOG = LoggerFactory.getLogger(ContestService.class);

  private final SessionRegistry sessionRegistry;
  private final StoreSecret secret;
  private final ContentCopier contentCopier;
  private final Map<SessionId, String> warned = new ConcurrentHashMap<>(); // one entry a session

  public ContestService(SessionRegistry sessionRegistry, StoreSecret secret) {
    this.sessionRegistry = sessionRegistry;
    this.secret = secret;
    this.contentCopier = new ContentCopier(sessionRegistry);
  }

  /**
   * Contests a closed session; completes with the new one, which has the old one's text. The
   * petitioner is the caller that contests. Refused with {@code cannot_contest_open_session} or
   * {@code cannot_contest_imported}, or with what keeps the new session from being opened; nothing
   * is noted then.
   */
  public Future<Session> contest(SessionId old, String reason, Actor actor) {
    SessionCommand note = new SessionCommand.Contest(successor(old), reason);
    return sessionRegistry
        .view(old)
        .compose(view -> openable(view.session(), actor.by()))
        .compose(openable -> sessionRegistry.record(old, note, actor))
        .compose(noted -> opened(noted.session()));
  }

  /** The id of the session that contests another one: version 8 (RFC 9562), not to be guessed. */
  private SessionId successor(SessionId old) {
    ByteBuffer bits = ByteBuffer.wrap(secret.hmac("contest\n" + old));
    long high = bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return SessionId.of(new UUID(high, low));
  }

  /** Fails with what would keep the new session from being opened, before it is promised. */
  private Future<Void> openable(Session old, String petitioner) {
    if (!old.closed() || old.opened().importedFrom() != null) {
      return Future.succeededFuture(); // the note is refused, and says why
    }
    Session none = Session.empty(successor(old.id()));
    return switch (Decider.decide(none, opening(old, petitioner))) {
      case CommandDecision.CommandRefusal refusal ->
          Future.failedFuture(new ProblemException(refusal.problem()));
      case CommandDecision.CommandAcceptance acceptance -> readable(old);
    };
  }

  private Future<Void> readable(Session old) {
    return contentCopier.readable(old, old.hasArtifact() ? old.current() : null, 0);
  }

  private static SessionCommand.Open opening(Session old, String petitioner) {
    return new SessionCommand.Open(
        old.opened().task(),
        old.opened().reviewFocus(),
        petitioner,
        old.mode(),
        old.policy(),
        old.panel(),
        old.sessionLimits(),
        old.opened().settingsDigest(),
        new SessionOrigin(old.id(), null, null, old.opened().project()));
  }

  private Future<Session> opened(Session old) {
    OutcomeContest outcomeContest = old.supplement().contest();
    if (outcomeContest == null) {
      throw new IllegalStateException("session " + old.id() + " is not contested");
    }
    SessionCommand.Open open = opening(old, outcomeContest.by());
    Actor actor = new Actor(outcomeContest.by(), "contest-" + old.id());
    return sessionRegistry
        .create(outcomeContest.link(), open, actor)
        .compose(created -> text(old, outcomeContest.link(), actor));
  }

  private Future<Session> text(Session old, SessionId link, Actor actor) {
    return old.hasArtifact()
        ? contentCopier.artifact(old, old.current(), link, actor)
        : sessionRegistry.view(link).map(view -> view.session());
  }

  /**
   * Opens the sessions that a crash kept from being opened after the old ones had noted them.
   * Completes with their number; one that cannot be opened hinders no other.
   */
  public Future<Integer> finish() {
    Future<Integer> count = Future.succeededFuture(0);
    for (Map.Entry<SessionId, SessionId> link : sessionRegistry.missingLinks().entrySet()) {
      count = count.compose(done -> finish(link.getKey()).map(one -> done + one));
    }
    return count;
  }

  private Future<Integer> finish(SessionId old) {
    return sessionRegistry
        .view(old)
        .compose(view -> opened(view.session()))
        .map(opened -> 1)
        .recover(cause -> left(old, cause));
  }

  /** The same reason is a warning once: the maintenance repeats it each time. */
  private Future<Integer> left(SessionId old, Throwable cause) {
    Problem problem =
        cause instanceof ProblemException problemException ? problemException.problem() : null;
    String why = problem == null ? cause.toString() : problem.message();
    boolean known = why.equals(warned.put(old, why));
    LOG.atLevel(known ? Level.DEBUG : Level.WARN)
        .addKeyValue("session", old)
        .log("the contest was not opened: {}", why);
    return Future.succeededFuture(0);
  }
}

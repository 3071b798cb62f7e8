package crossreview.maintenance;

import crossreview.access.StoreSecret;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.OutcomeContest;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  public ContestService(SessionRegistry sessionRegistry, StoreSecret secret) {
    this.sessionRegistry = sessionRegistry;
    this.secret = secret;
    this.contentCopier = new ContentCopier(sessionRegistry);
  }

  /**
   * Contests a closed session; completes with the new one, which has the old one's text. The
   * petitioner is whoever contests. Refused with {@code cannot_contest_open_session}.
   */
  public Future<Session> contest(SessionId old, String reason, Actor actor) {
    SessionCommand note = new SessionCommand.Contest(successor(old), reason);
    return sessionRegistry
        .record(old, note, actor)
        .compose(noted -> opened(noted.session(), noted.session().supplement().contest()));
  }

  /** The id of the session that contests another one: version 8 (RFC 9562), not to be guessed. */
  private SessionId successor(SessionId old) {
    ByteBuffer bits = ByteBuffer.wrap(secret.hmac("contest\n" + old));
    long high = bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return SessionId.of(new UUID(high, low));
  }

  private Future<Session> opened(Session old, OutcomeContest outcomeContest) {
    SessionCommand.Open open =
        new SessionCommand.Open(
            old.opened().task(),
            old.opened().reviewFocus(),
            outcomeContest.by(),
            old.mode(),
            old.policy(),
            old.panel(),
            old.sessionLimits(),
            old.opened().settingsDigest(),
            new SessionOrigin(old.id(), null, null, old.opened().project()));
    Actor actor = new Actor(outcomeContest.by(), "contest-" + old.id());
    return sessionRegistry
        .create(outcomeContest.link(), open, actor)
        .compose(created -> text(old, outcomeContest.link(), actor));
  }

  private Future<Session> text(Session old, SessionId link, Actor actor) {
    return old.current() == null
        ? sessionRegistry.view(link).map(view -> view.session())
        : contentCopier.artifact(old, old.current(), link, actor);
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
        .compose(view -> opened(view.session(), view.session().supplement().contest()))
        .map(opened -> 1)
        .recover(cause -> left(old, cause));
  }

  private static Future<Integer> left(SessionId old, Throwable cause) {
    Problem problem =
        cause instanceof ProblemException problemException ? problemException.problem() : null;
    String why = problem == null ? cause.toString() : problem.message();
    LOG.atWarn().addKeyValue("session", old).log("its contest is not opened: {}", why);
    return Future.succeededFuture(0);
  }
}

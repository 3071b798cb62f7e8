package crossreview.maintenance;

import crossreview.access.StoreSecret;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.session.Session;
import crossreview.session.SessionSupplement;
import crossreview.session.SessionSupplement.EvidenceRecord;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Contests outcomes. First the closed session notes by which session it is contested, then that one
 * is opened, about the same text or another one and by the same rules; its id follows from the old
 * one's, so every repetition and every recovery comes to the same session. Any thread.
 */
public final class ContestService {
  private static final Logger LOG = LoggerFactory.getLogger(ContestService.class);

  private final SessionRegistry sessionRegistry;
  private final StoreSecret secret;
  private final ContentCopier contentCopier;
  private final Supplier<ContestRules> importedRules;
  private final Map<SessionId, String> warned = new ConcurrentHashMap<>(); // one entry a session

  /**
   * @param importedRules by which sessions are reviewed that come from another program
   */
  public ContestService(
      SessionRegistry sessionRegistry, StoreSecret secret, Supplier<ContestRules> importedRules) {
    this.sessionRegistry = sessionRegistry;
    this.importedRules = importedRules;
    this.secret = secret;
    this.contentCopier = new ContentCopier(sessionRegistry);
  }

  /**
   * Contests a closed session; completes with the new one, which has the old one's text unless the
   * request has another. The petitioner is the caller that contests, or the one that it names.
   * Refused with {@code cannot_contest_open_session}, {@code session_already_contested} or {@code
   * evidence_limit}, or with what keeps the new session from being opened; nothing is noted then.
   */
  public Future<Session> contest(SessionId old, ContestRequest request, Actor actor) {
    SessionCommand.Contest note =
        new SessionCommand.Contest(successor(old), request.reason(), request.noted());
    return sessionRegistry
        .view(old)
        .compose(view -> openable(view.session(), note, actor.by()))
        .compose(openable -> contentCopier.kept(old, request.draft()))
        .compose(kept -> sessionRegistry.record(old, note, actor))
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
  private Future<Void> openable(Session old, SessionCommand.Contest note, String by) {
    checked(Decider.decide(old, note));
    ContestTerms terms = note.terms() == null ? ContestTerms.SAME : note.terms();
    checked(Decider.decide(Session.empty(note.by()), opening(old, by, terms)));
    int pieces = terms.evidence() ? old.supplement().evidence().size() : 0;
    if (pieces > SessionSupplement.EVIDENCE_MAX) {
      String message =
          "session "
              + old.id()
              + " has "
              + pieces
              + " pieces of evidence, a session that is opened accepts "
              + SessionSupplement.EVIDENCE_MAX;
      throw SessionProblem.EVIDENCE_LIMIT.exception(message);
    }
    boolean same = old.hasArtifact() && terms.draft() == null;
    return contentCopier.readable(old, same ? old.current() : null, pieces);
  }

  private static void checked(CommandDecision decision) {
    if (decision instanceof CommandDecision.CommandRefusal refusal) {
      throw new ProblemException(refusal.problem());
    }
  }

  /** By the old one's rules; an imported one has none, so the settings' are taken. */
  private SessionCommand.Open opening(Session old, String by, ContestTerms terms) {
    boolean imported = old.opened().importedFrom() != null;
    ContestRules rules = imported ? importedRules.get() : ContestRules.of(old);
    return new SessionCommand.Open(
        terms.task() == null ? old.opened().task() : terms.task(),
        old.opened().reviewFocus(),
        terms.petitioner() == null ? by : terms.petitioner(),
        old.mode(),
        rules.policy(),
        rules.panel(),
        rules.limits(),
        rules.settings(),
        new SessionOrigin(old.id(), null, null, old.opened().project()));
  }

  private Future<Session> opened(Session old) {
    OutcomeContest contest = old.supplement().contest();
    if (contest == null) {
      throw new IllegalStateException("session " + old.id() + " is not contested");
    }
    SessionCommand.Open open = opening(old, contest.by(), contest.terms());
    SessionId link = contest.link();
    Actor actor = new Actor(contest.by(), "contest-" + old.id());
    return sessionRegistry
        .create(link, open, actor)
        .compose(created -> text(old, contest, actor))
        .compose(texted -> evidence(old, contest, 0, actor))
        .compose(carried -> sessionRegistry.view(link))
        .map(view -> view.session());
  }

  private Future<Void> text(Session old, OutcomeContest contest, Actor actor) {
    ArtifactSubmitted draft = contest.terms().draft();
    if (draft != null) {
      return contentCopier.draft(old, draft, contest.link(), actor).mapEmpty();
    }
    return old.hasArtifact()
        ? contentCopier.artifact(old, old.current(), contest.link(), actor).mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> evidence(Session old, OutcomeContest contest, int at, Actor actor) {
    if (!contest.terms().evidence() || at == old.supplement().evidence().size()) {
      return Future.succeededFuture();
    }
    EvidenceRecord piece = old.supplement().evidence().get(at);
    return contentCopier
        .evidence(old, piece, contest.link(), actor)
        .compose(done -> evidence(old, contest, at + 1, actor));
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

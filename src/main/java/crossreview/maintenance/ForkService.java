package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.session.OperatorChanges;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;
import java.util.List;

/**
 * Opens a session that begins where a round of another one began: the same text, evidence and
 * constraints, the same panel under the same rules. The other one is not touched, running or not.
 * Any thread.
 */
public final class ForkService {
  private final SessionRegistry sessionRegistry;
  private final ContentCopier contentCopier;

  public ForkService(SessionRegistry sessionRegistry) {
    this.sessionRegistry = sessionRegistry;
    this.contentCopier = new ContentCopier(sessionRegistry);
  }

  /**
   * Completes with the new session; no run was started in it yet. Refused with {@code
   * round_unknown}. A repetition with the same id and key completes what a crash left undone.
   *
   * @param id the new session's
   */
  public Future<Session> fork(SessionId from, int round, SessionId id, Actor actor) {
    return sessionRegistry
        .view(from)
        .compose(view -> {
          if (view.damaged() != null) {
            throw new ProblemException(view.damaged());
          }
          return fork(view.session(), round, id, actor);
        });
  }

  private Future<Session> fork(Session from, int number, SessionId id, Actor actor) {
    if (number < 1 || number > from.rounds().size()) {
      String message =
          "session " + from.id() + " has " + from.rounds().size() + " rounds, none is " + number;
      throw SessionProblem.ROUND_UNKNOWN.exception(message);
    }
    Round round = from.rounds().get(number - 1);
    return contentCopier
        .readable(from, from.artifacts().at(round.artifact()), round.evidence())
        .compose(all -> sessionRegistry.create(id, open(from, number, actor), actor))
        .compose(
            made -> contentCopier.artifact(from, from.artifacts().at(round.artifact()), id, actor))
        .compose(made -> evidence(from, round, 0, id, actor))
        .compose(made -> constraints(from, round, 0, id, actor))
        .compose(made -> sessionRegistry.view(id))
        .map(view -> view.session());
  }

  private static SessionCommand.Open open(Session from, int number, Actor actor) {
    ForkOrigin fork = new ForkOrigin(from.id(), number);
    return new SessionCommand.Open(
        from.opened().task(),
        from.opened().reviewFocus(),
        actor.by(),
        from.mode(),
        from.policy(),
        from.panel(),
        from.sessionLimits(),
        from.opened().settingsDigest(),
        new SessionOrigin(null, null, fork, from.opened().project()));
  }

  private Future<Void> evidence(Session from, Round round, int at, SessionId id, Actor actor) {
    if (at == round.evidence()) {
      return Future.succeededFuture();
    }
    EvidenceRecord piece = from.supplement().evidence().get(at);
    return contentCopier
        .evidence(from, piece, id, actor)
        .compose(done -> evidence(from, round, at + 1, id, actor));
  }

  private Future<Void> constraints(Session from, Round round, int at, SessionId id, Actor actor) {
    List<OperatorChanges.ReviewConstraint> all = from.steering().constraints();
    if (at == round.beginning().constraints()) {
      return Future.succeededFuture();
    }
    SessionCommand constrain = new SessionCommand.Constrain(all.get(at).text());
    return sessionRegistry
        .record(id, constrain, new Actor(actor.by(), null))
        .compose(done -> constraints(from, round, at + 1, id, actor));
  }
}

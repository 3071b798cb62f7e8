package crossreview.maintenance;

import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.material.Artifact;
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
import org.jspecify.annotations.Nullable;

/**
 * Opens a session that begins where a round of another one began, or where that one stands: the
 * same text, evidence and constraints, the same panel under the same rules. The other one is not
 * touched, running, closed or neither. Any thread.
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
   * @param round null for the current text, which may be none yet
   * @param id the new session's
   */
  public Future<Session> fork(SessionId from, @Nullable Integer round, SessionId id, Actor actor) {
    return sessionRegistry
        .view(from)
        .compose(view -> {
          if (view.damaged() != null) {
            throw new ProblemException(view.damaged());
          }
          Session session = view.session();
          return fork(session, ForkStart.of(session, round), id, actor);
        });
  }

  /**
   * With what a fork begins.
   *
   * @param round the number of the round, or of the last one before the current text; 0 for none
   * @param artifact null for none
   * @param evidence how many pieces
   * @param constraints how many
   */
  private record ForkStart(int round, @Nullable Artifact artifact, int evidence, int constraints) {
    static ForkStart of(Session from, @Nullable Integer number) {
      return number == null ? current(from) : round(from, number);
    }

    private static ForkStart current(Session from) {
      return new ForkStart(
          from.rounds().size(),
          from.hasArtifact() ? from.current() : null,
          from.supplement().evidence().size(),
          from.steering().constraints().size());
    }

    private static ForkStart round(Session from, int number) {
      if (number < 1 || number > from.rounds().size()) {
        String message =
            "session " + from.id() + " has " + from.rounds().size() + " rounds, none is " + number;
        throw SessionProblem.ROUND_UNKNOWN.exception(message);
      }
      Round round = from.rounds().get(number - 1);
      return new ForkStart(
          number,
          from.artifacts().at(round.artifact()),
          round.evidence(),
          round.beginning().constraints());
    }
  }

  private Future<Session> fork(Session from, ForkStart start, SessionId id, Actor actor) {
    return contentCopier
        .readable(from, start.artifact(), start.evidence())
        .compose(all -> sessionRegistry.create(id, open(from, start.round(), actor), actor))
        .compose(made -> text(from, start.artifact(), id, actor))
        .compose(made -> evidence(from, start, 0, id, actor))
        .compose(made -> constraints(from, start, 0, id, actor))
        .compose(made -> sessionRegistry.view(id))
        .map(view -> view.session());
  }

  private Future<Void> text(Session from, @Nullable Artifact artifact, SessionId id, Actor actor) {
    return artifact == null
        ? Future.succeededFuture()
        : contentCopier.artifact(from, artifact, id, actor).mapEmpty();
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

  private Future<Void> evidence(Session from, ForkStart start, int at, SessionId id, Actor actor) {
    if (at == start.evidence()) {
      return Future.succeededFuture();
    }
    EvidenceRecord piece = from.supplement().evidence().get(at);
    return contentCopier
        .evidence(from, piece, id, actor)
        .compose(done -> evidence(from, start, at + 1, id, actor));
  }

  private Future<Void> constraints(
      Session from, ForkStart start, int at, SessionId id, Actor actor) {
    List<OperatorChanges.ReviewConstraint> all = from.steering().constraints();
    if (at == start.constraints()) {
      return Future.succeededFuture();
    }
    SessionCommand constrain = new SessionCommand.Constrain(all.get(at).text());
    return sessionRegistry
        .record(id, constrain, new Actor(actor.by(), null))
        .compose(done -> constraints(from, start, at + 1, id, actor));
  }
}

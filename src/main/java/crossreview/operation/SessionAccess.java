package crossreview.operation;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.model.AccessProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.store.index.SessionScope;
import crossreview.store.registry.SessionRegistry;
import io.vertx.core.Future;

/** Who may know of a session, and who may act in it. Any thread. */
@FunctionalInterface
public interface SessionAccess {
  /** Whose a session is. Refused when there is none. */
  Future<SessionScope> owner(SessionId session);

  /** By what a store holds. */
  static SessionAccess of(SessionRegistry sessionRegistry) {
    return sessionRegistry::scope;
  }

  /**
   * Completes when this caller may ask this of the session.
   *
   * <p>Beyond its project it is as if the session were not there; inside, only who opened it and
   * operators act in it.
   */
  default Future<Void> check(Principal who, Operation operation, SessionId session) {
    return who.operator()
        ? Future.succeededFuture()
        : owner(session).compose(sessionScope -> decided(who, operation, session, sessionScope));
  }

  private static Future<Void> decided(
      Principal who, Operation operation, SessionId session, SessionScope sessionScope) {
    if (!who.sees(sessionScope.project())) {
      throw new ProblemException(Problem.noSession(session.value()));
    }
    boolean acts =
        !operation.operationHints().readOnly() && operation.accessRole() == AccessRole.CALLER;
    if (acts && !sessionScope.petitioner().equals(who.name())) {
      String message =
          session
              + " was opened by \""
              + sessionScope.petitioner()
              + "\", you are \""
              + who.name()
              + "\"";
      throw AccessProblem.SESSION_OWNER_MISMATCH.exception(message);
    }
    return Future.succeededFuture();
  }
}

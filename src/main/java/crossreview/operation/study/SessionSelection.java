package crossreview.operation.study;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.operation.study.SessionSelection.SkippedSession;
import crossreview.session.Session;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions that a call is about: those it names, else the newest that its caller may see. */
final class SessionSelection {
  /** Each session is replayed once: some hundred take a second. */
  static final int MOST = ListQuery.LIMIT_MAX;

  /** How many of the newest by default. */
  static final String DEFAULT = "50";

  private final OperationContext operationContext;

  SessionSelection(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  /**
   * Refused when one of the ids cannot be one: nothing is read then.
   *
   * @param named the ids of the sessions; absent means the newest
   * @param newest how many of the newest
   */
  List<SessionId> by(OperationCall operationCall, @Nullable List<String> named, int newest) {
    if (named != null) {
      return named.stream().map(SessionSelection::id).distinct().toList();
    }
    return operationContext
        .sessionRegistry()
        .list(new ListQuery(null, newest, null, operationCall.principal().within()))
        .rows()
        .stream()
        .map(SessionRow::id)
        .toList();
  }

  static SessionId id(String text) {
    return SessionId.parse(text).orElseThrow(() -> new ProblemException(Problem.noSession(text)));
  }

  /** The session as it is, if it is whole and the caller may know of it. */
  Future<SessionView> view(OperationCall operationCall, SessionId id) {
    return seen(operationCall, id)
        .compose(seen -> operationContext.sessionRegistry().view(id))
        .map(view -> {
          if (view.damaged() != null) {
            throw new ProblemException(view.damaged());
          }
          return view;
        });
  }

  /** What could be read, and what could not. */
  record SessionBatch(List<Session> sessions, List<SkippedSession> skipped) {}

  /** A session that was left out, and why. */
  record SkippedSession(SessionId sessionId, String code, String message) {
    static SkippedSession of(SessionId id, Problem why) {
      return new SkippedSession(id, why.code(), why.message());
    }
  }

  /** All of these, one after the other, so that a report never holds up the disk for reviews. */
  Future<SessionBatch> read(OperationCall operationCall, List<SessionId> ids) {
    return read(operationCall, ids, 0, new SessionBatch(new ArrayList<>(), new ArrayList<>()));
  }

  private Future<SessionBatch> read(
      OperationCall operationCall, List<SessionId> ids, int at, SessionBatch sessionBatch) {
    if (at == ids.size()) {
      return Future.succeededFuture(sessionBatch);
    }
    return view(operationCall, ids.get(at))
        .transform(view -> {
          if (view.succeeded()) {
            sessionBatch.sessions().add(view.result().session());
          } else if (view.cause() instanceof ProblemException problemException) {
            sessionBatch.skipped().add(SkippedSession.of(ids.get(at), problemException.problem()));
          } else {
            return Future.failedFuture(view.cause());
          }
          return read(operationCall, ids, at + 1, sessionBatch);
        });
  }

  private Future<Void> seen(OperationCall operationCall, SessionId id) {
    if (operationCall.principal().operator()) {
      return Future.succeededFuture();
    }
    return operationContext
        .sessionRegistry()
        .scope(id)
        .map(sessionScope -> {
          if (!operationCall.principal().sees(sessionScope.project())) {
            throw new ProblemException(Problem.noSession(id.value()));
          }
          return null;
        });
  }
}

package crossreview.operation.study;

import crossreview.codec.SchemaBuilder;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.session.Session;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionView;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sessions that a call is about: those it names, else the newest that its caller may see. */
final class SessionSelection {
  /** Each session is replayed once: some hundred take a second. */
  static final int MOST = ListQuery.LIMIT_MAX;

  private static final int DEFAULT = 50;
  private final OperationContext operationContext;

  SessionSelection(OperationContext operationContext) {
    this.operationContext = operationContext;
  }

  static Map<String, Object> schema(String about) {
    return SchemaBuilder.list(SchemaBuilder.text(1, 200, "A session's id."), 1, MOST, about);
  }

  /** Refused when one of the ids cannot be one: nothing is read then. */
  List<SessionId> by(OperationCall operationCall) {
    if (operationCall.input().get("session_ids") instanceof List<?> named) {
      return named.stream().map(String::valueOf).map(SessionSelection::id).distinct().toList();
    }
    int limit = (int) operationCall.number("sessions", DEFAULT);
    return operationContext
        .sessionRegistry()
        .list(new ListQuery(null, limit, null, operationCall.principal().within()))
        .rows()
        .stream()
        .map(SessionRow::id)
        .toList();
  }

  static SessionId id(String text) {
    return SessionId.parse(text).orElseThrow(() -> new ProblemException(Problem.noSession(text)));
  }

  /** The session as it stands, if it is whole and the caller may know of it. */
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

  /**
   * What could be read.
   *
   * @param skipped session_id, code and message of those that could not
   */
  record SessionBatch(List<Session> sessions, List<Map<String, Object>> skipped) {}

  /** All of them, one after the other, so that a report never holds up the disk for reviews. */
  Future<SessionBatch> read(OperationCall operationCall) {
    return read(
        operationCall,
        by(operationCall),
        0,
        new SessionBatch(new ArrayList<>(), new ArrayList<>()));
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
            sessionBatch.skipped().add(skipped(ids.get(at), problemException.problem()));
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

  /** A session that was left out, and why. */
  static Map<String, Object> skipped(SessionId id, Problem why) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", id.value());
    row.put("code", why.code());
    row.put("message", why.message());
    return row;
  }
}

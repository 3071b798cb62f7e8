package crossreview.operation.study;

import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.operation.Schema;
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
final class Chosen {
  /** Each session is replayed once: some hundred take a second. */
  static final int MOST = ListQuery.LIMIT_MAX;

  private static final int DEFAULT = 50;
  private final Desk desk;

  Chosen(Desk desk) {
    this.desk = desk;
  }

  static Map<String, Object> schema(String about) {
    return Schema.list(Schema.text(1, 200, "A session's id."), 1, MOST, about);
  }

  /** Refused when one of the ids cannot be one: nothing is read then. */
  List<SessionId> by(Call call) {
    if (call.input().get("session_ids") instanceof List<?> named) {
      return named.stream().map(String::valueOf).map(Chosen::id).distinct().toList();
    }
    int limit = (int) call.number("sessions", DEFAULT);
    return desk
        .sessionRegistry()
        .list(new ListQuery(null, limit, null, call.principal().within()))
        .rows()
        .stream()
        .map(SessionRow::id)
        .toList();
  }

  static SessionId id(String text) {
    return SessionId.parse(text).orElseThrow(() -> new ProblemException(Problem.noSession(text)));
  }

  /** The session as it stands, if it is whole and the caller may know of it. */
  Future<SessionView> view(Call call, SessionId id) {
    return seen(call, id)
        .compose(seen -> desk.sessionRegistry().view(id))
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
  record Read(List<Session> sessions, List<Map<String, Object>> skipped) {}

  /** All of them, one after the other, so that a report never holds up the disk for reviews. */
  Future<Read> read(Call call) {
    return read(call, by(call), 0, new Read(new ArrayList<>(), new ArrayList<>()));
  }

  private Future<Read> read(Call call, List<SessionId> ids, int at, Read read) {
    if (at == ids.size()) {
      return Future.succeededFuture(read);
    }
    return view(call, ids.get(at))
        .transform(view -> {
          if (view.succeeded()) {
            read.sessions().add(view.result().session());
          } else if (view.cause() instanceof ProblemException problemException) {
            read.skipped().add(skipped(ids.get(at), problemException.problem()));
          } else {
            return Future.failedFuture(view.cause());
          }
          return read(call, ids, at + 1, read);
        });
  }

  private Future<Void> seen(Call call, SessionId id) {
    if (call.principal().operator()) {
      return Future.succeededFuture();
    }
    return desk.sessionRegistry()
        .scope(id)
        .map(sessionScope -> {
          if (!call.principal().sees(sessionScope.project())) {
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

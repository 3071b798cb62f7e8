package crossreview.operation.admin;

import crossreview.access.Role;
import crossreview.model.SessionId;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Hints;
import crossreview.operation.Operation.Route;
import crossreview.operation.Result;
import crossreview.operation.Schema;
import crossreview.report.PeerRecord;
import crossreview.session.Session;
import crossreview.store.ListQuery;
import crossreview.store.Listing.Row;
import crossreview.store.Sessions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each peer did in the last sessions; it changes no panel. */
final class PeerReliability {
  /** Each session is replayed once: some hundred take a second. */
  private static final int SESSIONS_MAX = ListQuery.LIMIT_MAX;

  private static final int SESSIONS_DEFAULT = 50;
  private final Sessions sessions;

  PeerReliability(Sessions sessions) {
    this.sessions = sessions;
  }

  Operation operation() {
    return new Operation(
        "session_peer_reliability_report",
        "Show how peers do",
        "Counts, over the newest sessions, what each peer voted, how its calls ended, how its"
            + " findings fared, what it cost and how long it took; chronic are findings that"
            + " blocked for three rounds or more. It changes nothing.",
        Schema.object()
            .may("sessions", Schema.whole(1, SESSIONS_MAX, "How many; 50 if absent."))
            .build(),
        Schema.object()
            .must("sessions", Schema.whole(0, SESSIONS_MAX, "How many were read."))
            .must("skipped", Schema.whole(0, SESSIONS_MAX, "How many could not be read."))
            .must("peers", Schema.list(Schema.any("A peer's record."), "By name."))
            .build(),
        Role.READER,
        Hints.READS,
        Route.get("/peers"),
        this::handle);
  }

  private Future<Result> handle(Call call) {
    int limit = (int) call.number("sessions", SESSIONS_DEFAULT);
    List<SessionId> ids =
        sessions.list(new ListQuery(null, limit, null, call.principal().within())).rows().stream()
            .map(Row::id)
            .toList();
    return read(ids, 0, new ArrayList<>()).map(read -> answer(ids.size(), read));
  }

  /** One after the other, so that a report never holds up the disk for reviews. */
  private Future<List<Session>> read(List<SessionId> ids, int at, List<Session> read) {
    if (at == ids.size()) {
      return Future.succeededFuture(read);
    }
    return sessions
        .view(ids.get(at))
        .transform(view -> {
          if (view.succeeded()) {
            read.add(view.result().session());
          }
          return read(ids, at + 1, read);
        });
  }

  private static Result answer(int asked, List<Session> read) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("sessions", read.size());
    body.put("skipped", asked - read.size());
    body.put("peers", PeerRecord.of(read).stream().map(PeerRecord::tree).toList());
    return new Result.Done(body);
  }
}

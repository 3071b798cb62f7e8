package crossreview.review;

import crossreview.model.SessionId;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.VoteAgreement;
import crossreview.session.analysis.VoteAgreement.BlindRound;
import crossreview.store.ListQuery;
import crossreview.store.Listing;
import crossreview.store.Listing.Row;
import crossreview.store.Sessions;
import crossreview.time.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * How the peers voted in the newest sessions, for the figure beside each verdict. Any thread.
 *
 * <p>It is read from the store when a run begins, at most every ten seconds, one session after the
 * other, and only what has changed since; a verdict never waits for it.
 */
public final class VoteHistory {
  /** More say little about the models of today. */
  private static final int SESSIONS_MAX = 300;

  /** A history of hundreds of rounds is hardly another one after a few more. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final double floor;
  private final Ticker ticker;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile VoteAgreement voteAgreement = VoteAgreement.over(List.of());
  private volatile long readAt;
  private volatile boolean read;
  private final Map<SessionId, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(String updatedAt, List<BlindRound> rounds) {}

  /**
   * @param floor fewer independent votes are called so
   */
  public VoteHistory(Sessions sessions, double floor, Ticker ticker) {
    this.sessions = sessions;
    this.floor = floor;
    this.ticker = ticker;
  }

  /** Reads what is new, unless that was done a moment ago. */
  Future<Void> refreshNowAndThen() {
    boolean fresh = read && ticker.nanos() - readAt < MOMENT.toNanos();
    return fresh ? Future.succeededFuture() : refresh();
  }

  /** Reads what is new; completes at once when somebody reads already. */
  public Future<Void> refresh() {
    if (!reading.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return Future.<Void>future(read -> read(changed(), 0).onComplete(read))
        .onComplete(done -> {
          voteAgreement = VoteAgreement.over(seen.values().stream().map(Seen::rounds).toList());
          readAt = ticker.nanos();
          read = true;
          reading.set(false);
        });
  }

  /** Those that are worth reading; the others are forgotten or known. */
  private List<Row> changed() {
    List<Row> rows = newest();
    Set<SessionId> there = rows.stream().map(Row::id).collect(Collectors.toSet());
    seen.keySet().retainAll(there);
    return rows.stream()
        .filter(row -> !row.state().equals("running"))
        .filter(row -> !known(row))
        .toList();
  }

  private boolean known(Row row) {
    Seen before = seen.get(row.id());
    return before != null && before.updatedAt().equals(row.updatedAt());
  }

  private List<Row> newest() {
    List<Row> rows = new ArrayList<>();
    String cursor = null;
    do {
      Listing page = sessions.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null && rows.size() < SESSIONS_MAX);
    return rows;
  }

  private Future<Void> read(List<Row> rows, int at) {
    if (at == rows.size()) {
      return Future.succeededFuture();
    }
    Row row = rows.get(at);
    return sessions
        .view(row.id())
        .transform(view -> {
          List<BlindRound> rounds =
              view.succeeded() && view.result().session().exists()
                  ? VoteAgreement.of(view.result().session())
                  : List.of(); // it cannot be read; it is looked at again when it changes
          seen.put(row.id(), new Seen(row.updatedAt(), rounds));
          return read(rows, at + 1);
        });
  }

  /** What is known now. */
  public VoteAgreement agreement() {
    return voteAgreement;
  }

  public double floor() {
    return floor;
  }

  /** How many independent votes those of a round amount to. */
  VoteIndependence figure(Session session, Round round) {
    List<String> voters =
        session.panel().stream()
            .filter(member -> round.votes().containsKey(member.peer()))
            .map(VoteAgreement::voter)
            .toList();
    return voteAgreement.figure(voters, floor);
  }
}

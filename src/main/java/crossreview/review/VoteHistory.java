package crossreview.review;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.ReusableAnswer;
import crossreview.session.analysis.VoteAgreement;
import crossreview.session.analysis.VoteAgreement.BlindRound;
import crossreview.store.index.ListQuery;
import crossreview.store.index.SessionPage;
import crossreview.store.index.SessionPage.SessionRow;
import crossreview.store.index.SessionState;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.Ticker;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the peers voted in the newest sessions, for the figure beside each verdict, and which of
 * their answers may be used again. Any thread.
 *
 * <p>It is read from the store when a run begins, at most every ten seconds, one session after the
 * other, and only what has changed since; a verdict never waits for it.
 */
public final class VoteHistory {
  private static final Logger LOG = LoggerFactory.getLogger(VoteHistory.class);

  /** More say little about the models of today. */
  private static final int SESSIONS_MAX = 300;

  /** A history of hundreds of rounds is hardly another one after a few more. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final SessionRegistry sessionRegistry;
  private final Ticker ticker;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile VoteAgreement voteAgreement = VoteAgreement.over(List.of());
  private volatile long readAt;
  private volatile boolean read;
  private final Map<SessionId, SessionVotes> seen = new ConcurrentHashMap<>();

  private record SessionVotes(
      String updatedAt, List<BlindRound> rounds, Map<Digest, ReusableAnswer> answers) {}

  public VoteHistory(SessionRegistry sessionRegistry, Ticker ticker) {
    this.sessionRegistry = sessionRegistry;
    this.ticker = ticker;
  }

  /** Begins to read what is new, unless that was done a moment ago. */
  void refreshNowAndThen() {
    if (!read || ticker.nanos() - readAt >= MOMENT.toNanos()) {
      refresh().onFailure(VoteHistory::unread);
    }
  }

  private static void unread(Throwable cause) {
    LOG.atWarn().log("the history of votes could not be read: {}", cause.getMessage());
  }

  /** Reads what is new; completes at once when a read is already running. */
  public Future<Void> refresh() {
    if (!reading.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return Future.<Void>future(read -> read(changed(), 0).onComplete(read))
        .onComplete(done -> {
          voteAgreement =
              VoteAgreement.over(seen.values().stream().map(SessionVotes::rounds).toList());
          readAt = ticker.nanos();
          read = true;
          reading.set(false);
        });
  }

  /** Those that are worth reading; the others are forgotten or known. */
  private List<SessionRow> changed() {
    List<SessionRow> rows = newest();
    Set<SessionId> there = rows.stream().map(SessionRow::id).collect(Collectors.toSet());
    seen.keySet().retainAll(there);
    return rows.stream()
        .filter(sessionRow -> !SessionState.UNDER_WAY.contains(sessionRow.state()))
        .filter(sessionRow -> !known(sessionRow))
        .toList();
  }

  private boolean known(SessionRow sessionRow) {
    SessionVotes before = seen.get(sessionRow.id());
    return before != null && before.updatedAt().equals(sessionRow.updatedAt());
  }

  private List<SessionRow> newest() {
    List<SessionRow> rows = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = sessionRegistry.list(new ListQuery(cursor, ListQuery.LIMIT_MAX, null));
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null && rows.size() < SESSIONS_MAX);
    return rows;
  }

  private Future<Void> read(List<SessionRow> rows, int at) {
    if (at == rows.size()) {
      return Future.succeededFuture();
    }
    SessionRow sessionRow = rows.get(at);
    return sessionRegistry
        .view(sessionRow.id())
        .transform(view -> {
          boolean readable = view.succeeded() && view.result().session().exists();
          String updated = sessionRow.updatedAt();
          SessionVotes votes =
              readable
                  ? new SessionVotes(
                      updated,
                      VoteAgreement.of(view.result().session()),
                      ReusableAnswer.of(view.result().session()))
                  : new SessionVotes(
                      updated, List.of(), Map.of()); // looked at again when it changes
          seen.put(sessionRow.id(), votes);
          return read(rows, at + 1);
        });
  }

  /** The last answer to a question among the newest sessions, but for one. */
  Optional<ReusableAnswer> answer(Digest key, SessionId except) {
    return seen.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(except))
        .map(entry -> entry.getValue().answers().get(key))
        .filter(Objects::nonNull)
        .max(Comparator.comparing(answer -> answer.origin().at()));
  }

  /** Its text, from the session that it is of. */
  Future<String> text(ReusableAnswer known) {
    TextRef answer = known.answer();
    return answer.text() != null
        ? Future.succeededFuture(answer.text())
        : sessionRegistry
            .blob(known.origin().session(), answer.sha256())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** What is known now. */
  public VoteAgreement agreement() {
    return voteAgreement;
  }

  /**
   * How many independent votes those of a round amount to.
   *
   * @param floor fewer of them are called so
   */
  VoteIndependence figure(Session session, Round round, double floor) {
    List<String> voters =
        session.panel().stream()
            .filter(member -> !member.onTrial())
            .map(member -> round.votes().get(member.peer()))
            .filter(Objects::nonNull)
            .map(vote -> VoteAgreement.voter(session, vote))
            .toList();
    return voteAgreement.figure(voters, floor);
  }
}

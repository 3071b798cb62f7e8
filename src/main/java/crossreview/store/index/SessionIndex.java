package crossreview.store.index;

import crossreview.model.Problem;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.model.call.CostParts;
import crossreview.model.vote.RoundBlocker;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.index.SessionPage.SessionRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of sessions in memory: rebuilt from disk at start, kept current by every commit. */
public final class SessionIndex {
  private static final String DAMAGED = "damaged";

  private final Map<SessionId, SessionRow> rows = new HashMap<>();
  private final Map<SessionId, Long> heads = new HashMap<>();
  private final SearchIndex words = new SearchIndex();
  private final NavigableMap<ListPosition, SessionRow> order =
      new TreeMap<>(
          Comparator.comparing(ListPosition::created).reversed().thenComparing(ListPosition::id));

  private record ListPosition(String created, SessionId id) {}

  /** Takes note of a state, unless a later one is known: a read from disk may be overtaken. */
  public synchronized void put(SessionView view) {
    if (view.session().exists()) {
      long before = heads.getOrDefault(view.session().id(), 0L);
      if (view.head() >= before || view.damaged() != null) {
        heads.put(view.session().id(), view.head());
        words.put(view.session());
        put(row(view));
      }
    } else if (view.damaged() == null) {
      putUncreated(view.session().id(), view.head());
    } else if (view.damaged() != null) {
      putDamaged(view.session().id(), view.damaged());
    }
  }

  /**
   * Takes note of a journal in which no session was opened: a crash came between its first line,
   * which was told, and the line that opens it. It is not listed, and its head is known.
   */
  public synchronized void putUncreated(SessionId id, long head) {
    heads.merge(id, head, Math::max);
  }

  /** The state of each session, in one word. */
  public synchronized Map<SessionId, String> states() {
    return rows.values().stream().collect(Collectors.toMap(SessionRow::id, SessionRow::state));
  }

  /** The last known head of each journal that can be read. */
  public synchronized Map<SessionId, Long> heads() {
    return Map.copyOf(heads);
  }

  /** The contested sessions whose successor is not known, with its id. */
  public synchronized Map<SessionId, SessionId> missingLinks() {
    return rows.values().stream()
        .filter(sessionRow ->
            sessionRow.contestedBy() != null && !rows.containsKey(sessionRow.contestedBy()))
        .collect(Collectors.toMap(SessionRow::id, SessionRow::contestedBy));
  }

  /** Marks a session as damaged; what was known of it before stays. */
  public synchronized void putDamaged(SessionId id, Problem damaged) {
    SessionRow known = rows.get(id);
    put(
        known == null
            ? new SessionRow(
                id,
                DAMAGED,
                "",
                "",
                "",
                "",
                0,
                0,
                List.of(),
                0,
                0,
                CostParts.NOTHING,
                "",
                "",
                null,
                SessionPage.RowSupplement.NONE,
                damaged)
            : known.damaged(damaged));
  }

  /** Whose session it is, if that is known. */
  public synchronized Optional<SessionScope> scope(SessionId id) {
    return Optional.ofNullable(rows.get(id))
        .filter(sessionRow -> !sessionRow.project().isEmpty())
        .map(sessionRow -> new SessionScope(sessionRow.project(), sessionRow.petitioner()));
  }

  /** The last known head of each session of a project, or of all for null. */
  public synchronized Map<SessionId, Long> heads(@Nullable String project) {
    if (project == null) {
      return heads();
    }
    return rows.values().stream()
        .filter(sessionRow ->
            sessionRow.project().equals(project) && heads.containsKey(sessionRow.id()))
        .collect(Collectors.toMap(SessionRow::id, sessionRow -> heads.get(sessionRow.id())));
  }

  public synchronized long head(SessionId id) {
    return heads.getOrDefault(id, 0L);
  }

  public synchronized boolean known(SessionId id) {
    return rows.containsKey(id);
  }

  public synchronized boolean damaged(SessionId id) {
    SessionRow sessionRow = rows.get(id);
    return sessionRow != null && sessionRow.state().equals(DAMAGED);
  }

  public synchronized void remove(SessionId id) {
    SessionRow sessionRow = rows.remove(id);
    heads.remove(id);
    words.remove(id);
    if (sessionRow != null) {
      order.remove(new ListPosition(sessionRow.createdAt(), id));
    }
  }

  private synchronized void put(SessionRow sessionRow) {
    SessionRow before = rows.put(sessionRow.id(), sessionRow);
    if (before != null) {
      order.remove(new ListPosition(before.createdAt(), before.id()));
    }
    order.put(new ListPosition(sessionRow.createdAt(), sessionRow.id()), sessionRow);
  }

  public synchronized SessionPage list(ListQuery query) {
    NavigableMap<ListPosition, SessionRow> from =
        query.cursor() == null ? order : order.tailMap(place(query.cursor()), false);
    List<SessionRow> page = new ArrayList<>();
    int before = query.offset();
    for (SessionRow sessionRow : from.values()) {
      if (!query.wants(sessionRow) || !query.finds(words.of(sessionRow.id()))) {
        continue;
      }
      if (before > 0) {
        before--;
        continue;
      }
      if (page.size() == query.limit()) {
        return new SessionPage(page, cursor(page.getLast()));
      }
      page.add(sessionRow);
    }
    return new SessionPage(page, null);
  }

  private static String cursor(SessionRow last) {
    byte[] place = (last.createdAt() + "|" + last.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
  }

  private static ListPosition place(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = text.indexOf('|');
      return new ListPosition(text.substring(0, bar), new SessionId(text.substring(bar + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw RequestProblem.BAD_CURSOR.exception("cursor was not issued by this list");
    }
  }

  private static SessionRow row(SessionView view) {
    Session s = view.session();
    Optional<Round> last = s.lastRound();
    Optional<Round> asking = last.filter(round -> s.running() && !round.counted());
    return new SessionRow(
        s.id(),
        view.damaged() == null ? SessionState.of(s) : DAMAGED,
        s.opened().task(),
        s.opened().inProject(),
        s.opened().petitioner(),
        s.mode().wireName(),
        s.rounds().size(),
        s.running() ? s.run().maxRounds() : s.sessionLimits().maxRounds(),
        last.filter(Round::counted).map(Round::completed).stream()
            .flatMap(count -> count.blockers().stream())
            .map(RoundBlocker::peer)
            .distinct()
            .toList(),
        asking.map(Round::answered).orElse(0),
        asking.map(round -> round.panel().size()).orElse(0),
        s.ledger().booked(),
        s.openedAt(),
        s.updatedAt(),
        s.supplement().contest() == null ? null : s.supplement().contest().link(),
        SessionPage.RowSupplement.of(s),
        view.damaged());
  }
}

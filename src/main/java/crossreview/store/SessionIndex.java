package crossreview.store;

import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.model.vote.RoundBlocker;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.Listing.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The list of sessions in memory: rebuilt from disk at start, kept current by every commit. */
final class SessionIndex {
  private static final String DAMAGED = "damaged";

  private final Map<SessionId, Row> rows = new HashMap<>();
  private final Map<SessionId, Long> heads = new HashMap<>();
  private final SessionWords words = new SessionWords();
  private final NavigableSet<Place> order =
      new TreeSet<>(Comparator.comparing(Place::created).reversed().thenComparing(Place::id));

  private record Place(String created, SessionId id) {}

  /** Takes note of a state, unless a later one is known: a read from disk may be overtaken. */
  synchronized void put(SessionView view) {
    if (view.session().exists()) {
      long before = heads.getOrDefault(view.session().id(), 0L);
      if (view.head() >= before || view.damaged() != null) {
        heads.put(view.session().id(), view.head());
        words.put(view.session());
        put(row(view));
      }
    } else if (view.damaged() == null) {
      putUnborn(view.session().id(), view.head());
    } else if (view.damaged() != null) {
      putDamaged(view.session().id(), view.damaged());
    }
  }

  /**
   * Takes note of a journal in which no session was opened: a crash came between its first line,
   * which was told, and the line that opens it. It is not listed, and its head is known.
   */
  synchronized void putUnborn(SessionId id, long head) {
    heads.merge(id, head, Math::max);
  }

  /** The state of each session, in one word. */
  synchronized Map<SessionId, String> states() {
    return rows.values().stream().collect(Collectors.toMap(Row::id, Row::state));
  }

  /** The last known head of each journal that can be read. */
  synchronized Map<SessionId, Long> heads() {
    return Map.copyOf(heads);
  }

  /** The contested sessions whose successor is not known, with its id. */
  synchronized Map<SessionId, SessionId> missingLinks() {
    return rows.values().stream()
        .filter(row -> row.contestedBy() != null && !rows.containsKey(row.contestedBy()))
        .collect(Collectors.toMap(Row::id, Row::contestedBy));
  }

  /** Marks a session as damaged; what was known of it before stays. */
  synchronized void putDamaged(SessionId id, Problem damaged) {
    Row known = rows.get(id);
    put(
        known == null
            ? new Row(
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
                Money.ZERO,
                "",
                "",
                null,
                damaged)
            : known.damaged(damaged));
  }

  /** Whose session it is, if that is known. */
  synchronized Optional<Owner> owner(SessionId id) {
    return Optional.ofNullable(rows.get(id))
        .filter(row -> !row.project().isEmpty())
        .map(row -> new Owner(row.project(), row.petitioner()));
  }

  /** The last known head of each session of a project, or of all for null. */
  synchronized Map<SessionId, Long> heads(String project) {
    if (project == null) {
      return heads();
    }
    return rows.values().stream()
        .filter(row -> row.project().equals(project) && heads.containsKey(row.id()))
        .collect(Collectors.toMap(Row::id, row -> heads.get(row.id())));
  }

  synchronized long head(SessionId id) {
    return heads.getOrDefault(id, 0L);
  }

  synchronized boolean known(SessionId id) {
    return rows.containsKey(id);
  }

  synchronized boolean damaged(SessionId id) {
    Row row = rows.get(id);
    return row != null && row.state().equals(DAMAGED);
  }

  synchronized void remove(SessionId id) {
    Row row = rows.remove(id);
    heads.remove(id);
    words.remove(id);
    if (row != null) {
      order.remove(new Place(row.createdAt(), id));
    }
  }

  private synchronized void put(Row row) {
    Row before = rows.put(row.id(), row);
    if (before != null) {
      order.remove(new Place(before.createdAt(), before.id()));
    }
    order.add(new Place(row.createdAt(), row.id()));
  }

  synchronized Listing list(ListQuery query) {
    NavigableSet<Place> from =
        query.cursor() == null ? order : order.tailSet(place(query.cursor()), false);
    List<Row> page = new ArrayList<>();
    for (Place place : from) {
      Row row = rows.get(place.id());
      if (!query.wants(row) || !query.finds(words.of(place.id()))) {
        continue;
      }
      if (page.size() == query.limit()) {
        return new Listing(page, cursor(page.getLast()));
      }
      page.add(row);
    }
    return new Listing(page, null);
  }

  private static String cursor(Row last) {
    byte[] place = (last.createdAt() + "|" + last.id()).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
  }

  private static Place place(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = text.indexOf('|');
      return new Place(text.substring(0, bar), new SessionId(text.substring(bar + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ProblemException(
          Problem.invalid("bad_cursor", "cursor is none that this list gave out"));
    }
  }

  private static Row row(SessionView view) {
    Session s = view.session();
    Round last = s.lastRound().orElse(null);
    boolean asking = s.running() && last != null && last.completed() == null;
    return new Row(
        s.id(),
        view.damaged() == null ? SessionState.of(s) : DAMAGED,
        s.opened().task(),
        s.opened().inProject(),
        s.opened().petitioner(),
        s.mode().word(),
        s.rounds().size(),
        s.running() ? s.run().maxRounds() : s.sessionLimits().maxRounds(),
        last == null || last.completed() == null ? List.of() : blockedBy(last.completed()),
        asking ? last.answered() : 0,
        asking ? last.panel().size() : 0,
        s.cost(),
        s.openedAt(),
        s.updatedAt(),
        s.annex().contest() == null ? null : s.annex().contest().link(),
        view.damaged());
  }

  private static List<String> blockedBy(RoundCompleted count) {
    return count.blockers().stream().map(RoundBlocker::peer).distinct().toList();
  }
}

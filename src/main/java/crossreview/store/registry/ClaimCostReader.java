package crossreview.store.registry;

import crossreview.model.Money;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.store.disk.DataDir;
import crossreview.store.index.SessionView;
import crossreview.store.log.SessionLog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the calls under a claim of the day's money have cost, read from all journals of these days.
 * Blocks; rare: when a process that claimed some of it is dead.
 */
public final class ClaimCostReader {
  /** A journal that rests since long before the day has no call of that day, and is not read. */
  private static final Duration LONG_BEFORE = Duration.ofDays(2);

  private final DataDir dir;
  private final SessionReader stored;
  private final Function<SessionId, Optional<SessionLog>> owned;

  ClaimCostReader(
      DataDir dir, SessionReader stored, Function<SessionId, Optional<SessionLog>> owned) {
    this.dir = dir;
    this.stored = stored;
    this.owned = owned;
  }

  /**
   * By claim; empty while some journal cannot tell. Blocks.
   *
   * @param caller whose sessions count
   */
  public Optional<Map<String, Money>> spent(Set<String> claims, Predicate<String> caller)
      throws IOException {
    LocalDate first = LocalDate.parse(Collections.min(claims).substring(0, "2030-01-01".length()));
    FileTime old = FileTime.from(first.atStartOfDay(ZoneOffset.UTC).minus(LONG_BEFORE).toInstant());
    Map<String, Money> spent = new HashMap<>();
    for (SessionId id : dir.ids()) {
      Optional<Session> session = session(id, old);
      if (session.isEmpty()) {
        return Optional.empty();
      }
      if (session.get().exists() && caller.test(session.get().opened().petitioner())) {
        add(session.get(), claims, spent);
      }
    }
    return Optional.of(spent);
  }

  /** The state with all its calls; one that does not exist for a session without a call of then. */
  private Optional<Session> session(SessionId id, FileTime old) throws IOException {
    Optional<SessionLog> log = owned.apply(id);
    if (log.isPresent()) {
      return Optional.of(log.get().durable());
    }
    if (rests(id, old)) {
      return Optional.of(Session.empty(id));
    }
    try {
      SessionView view = stored.view(id);
      boolean whole = view.damaged() == null && !stored.goesBeyondHead(id);
      return whole ? Optional.of(view.session()) : Optional.empty();
    } catch (ProblemException e) {
      return e.problem().kind() == ProblemKind.NOT_FOUND && !stored.goesBeyondHead(id)
          ? Optional.of(Session.empty(id))
          : Optional.empty();
    }
  }

  private boolean rests(SessionId id, FileTime old) throws IOException {
    try {
      Optional<FileTime> written = dir.lastWritten(id);
      return written.isEmpty() || written.get().compareTo(old) < 0;
    } catch (NoSuchFileException e) {
      return true; // it was removed meanwhile
    }
  }

  private static void add(Session session, Set<String> claims, Map<String, Money> spent) {
    for (LedgerCall call : session.calls().values()) {
      if (call.claim() != null && claims.contains(call.claim())) {
        boolean open = call.state() == LedgerCall.CallState.RESERVED;
        spent.merge(call.claim(), open ? call.ceiling() : call.booked(), Money::plus);
      }
    }
  }
}

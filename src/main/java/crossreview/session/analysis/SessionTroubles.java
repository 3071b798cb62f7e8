package crossreview.session.analysis;

import crossreview.model.finding.Finding;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import crossreview.session.analysis.EvidenceChecklist.ChecklistItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps an unfinished session from its end, as far as its journal says. Pure. */
public final class SessionTroubles {
  /** A run ends by itself a little after its time limit: its last calls are given up first. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  /** The reference counts from the third round on as chronic. */
  private static final int CHRONIC_ROUNDS = 3;

  private SessionTroubles() {}

  /**
   * One of them.
   *
   * @param detail for people
   */
  public record Trouble(TroubleKind kind, String detail) {}

  /** All of a session; none of a closed one. */
  public static List<Trouble> of(Session session, Instant now) {
    List<Trouble> found = new ArrayList<>();
    if (session.closed()) {
      return found;
    }
    if (overdue(session, now)) {
      String detail = "run " + session.run().id() + " began " + session.run().startedAt();
      found.add(new Trouble(TroubleKind.OVERDUE_RUN, detail));
    }
    unresolved(session, found);
    session.findings().values().stream()
        .filter(finding -> session.blocks(finding) && roundsOf(session, finding) >= CHRONIC_ROUNDS)
        .map(finding -> new Trouble(TroubleKind.CHRONIC_BLOCKER, chronic(session, finding)))
        .forEach(found::add);
    return found;
  }

  /** Its end is missing: no host works on it any more, or one hangs. Pauses do not count. */
  private static boolean overdue(Session session, Instant now) {
    return session.running() && session.wallClockLeft(now).plus(GRACE).isNegative();
  }

  private static void unresolved(Session session, List<Trouble> found) {
    List<ChecklistItem> items = EvidenceChecklist.of(session);
    List<ChecklistItem> blocking = items.stream().filter(ChecklistItem::blocks).toList();
    if (session.running() || blocking.isEmpty()) {
      return;
    }
    String which =
        blocking.stream().map(item -> name(item.finding())).collect(Collectors.joining(", "));
    String detail = blocking.size() + " of " + items.size() + " requests block: " + which;
    found.add(new Trouble(TroubleKind.UNRESOLVED_EVIDENCE, detail));
  }

  private static String chronic(Session session, LedgerFinding finding) {
    return name(finding)
        + " blocks since round "
        + finding.opened().openedRound()
        + ", upheld in "
        + roundsOf(session, finding)
        + " rounds";
  }

  private static String name(LedgerFinding finding) {
    Finding opened = finding.opened();
    return opened.id() + " of " + opened.owner();
  }

  /** In how many rounds its owner said it, the first one included. */
  private static int roundsOf(Session session, LedgerFinding finding) {
    return 1 + EvidenceChecklist.upheld(session, finding.opened()).size();
  }
}

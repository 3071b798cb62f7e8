package crossreview.session.analysis;

import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.MoveMethod;
import crossreview.model.finding.WaiverKind;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests for evidence of a session as a list to work off: a view on the findings ledger, in
 * the words of callers that know checklists. Pure; it decides nothing.
 */
public final class EvidenceChecklist {
  private EvidenceChecklist() {}

  /**
   * One ask of one peer, however often it was repeated.
   *
   * @param firstRound the round in which it was opened
   * @param lastRound the last round in which its owner upheld it
   * @param roundCount in how many rounds its owner upheld it
   * @param method who answered it; absent while no one has
   * @param blocks whether it blocks now
   * @param raisedAfterEnd rounds in which its owner asked again although an operator had settled it
   */
  public record ChecklistItem(
      LedgerFinding finding,
      ChecklistState state,
      int firstRound,
      int lastRound,
      int roundCount,
      @Nullable MoveMethod method,
      boolean blocks,
      List<Integer> raisedAfterEnd,
      List<ChecklistChange> history) {}

  /** One change of an item. */
  public record ChecklistChange(
      String at,
      String by,
      ChecklistState from,
      ChecklistState to,
      MoveMethod method,
      @Nullable String note) {}

  /** The items in the order of their first round, then of their owner as the ledger has them. */
  public static List<ChecklistItem> of(Session session) {
    return session.findings().values().stream()
        .filter(finding -> finding.opened().kind() == FindingKind.EVIDENCE_REQUEST)
        .map(finding -> item(session, finding))
        .toList();
  }

  /** The item with this id, if there is one. */
  public static Optional<ChecklistItem> find(Session session, String id) {
    return Optional.ofNullable(session.findings().get(id))
        .filter(finding -> finding.opened().kind() == FindingKind.EVIDENCE_REQUEST)
        .map(finding -> item(session, finding));
  }

  private static ChecklistItem item(Session session, LedgerFinding finding) {
    Finding opened = finding.opened();
    FindingMoved last = finding.moves().isEmpty() ? null : finding.moves().getLast().moved();
    ChecklistState state = ChecklistState.of(finding.state(), last == null ? null : last.as());
    List<BallotCast> later = votesAfter(session, opened);
    List<Integer> upheld = upheld(session, opened);
    boolean silent = !later.isEmpty() && !later.getLast().names(opened.id());
    return new ChecklistItem(
        finding,
        state == ChecklistState.OPEN && silent ? ChecklistState.NOT_RESURFACED : state,
        opened.openedRound(),
        upheld.isEmpty() ? opened.openedRound() : upheld.getLast(),
        1 + upheld.size(),
        state == ChecklistState.OPEN || last == null ? null : last.method(),
        session.blocks(finding),
        state.terminal() ? raisedAfter(finding, later) : List.of(),
        history(finding));
  }

  /** The later rounds in which the owner of a finding upheld it, in order. */
  static List<Integer> upheld(Session session, Finding opened) {
    return votesAfter(session, opened).stream()
        .filter(vote -> vote.upholds(opened.id()))
        .map(BallotCast::round)
        .toList();
  }

  /** The owner's votes in the rounds after the one that opened it. */
  private static List<BallotCast> votesAfter(Session session, Finding opened) {
    return session.rounds().stream()
        .filter(round -> round.number() > opened.openedRound())
        .map(round -> round.votes().get(opened.owner()))
        .filter(vote -> vote != null)
        .toList();
  }

  private static List<Integer> raisedAfter(LedgerFinding finding, List<BallotCast> later) {
    String id = finding.opened().id();
    int settled = finding.settledAfter();
    return later.stream()
        .filter(vote -> vote.round() > settled && vote.upholds(id))
        .map(BallotCast::round)
        .toList();
  }

  private static List<ChecklistChange> history(LedgerFinding finding) {
    List<ChecklistChange> history = new ArrayList<>();
    WaiverKind before = null;
    for (LedgerFinding.FindingMove findingMove : finding.moves()) {
      FindingMoved moved = findingMove.moved();
      history.add(
          new ChecklistChange(
              findingMove.at(),
              findingMove.by(),
              ChecklistState.of(moved.from(), before),
              ChecklistState.of(moved.to(), moved.as()),
              moved.method(),
              moved.reason()));
      before = moved.as();
    }
    return List.copyOf(history);
  }
}

package crossreview.session;

import crossreview.model.Finding;
import crossreview.model.FindingKind;
import crossreview.model.MoveMethod;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.RoundEvent.BallotCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests for evidence of a session as a list to work off: a view on the findings ledger, in
 * the words of callers that know checklists. Pure; it decides nothing.
 */
public final class Checklist {
  private Checklist() {}

  /**
   * One ask of one peer, however often it was repeated.
   *
   * @param firstRound the round in which it was opened
   * @param lastRound the last round in which its owner upheld it
   * @param roundCount in how many rounds its owner upheld it
   * @param method who answered it, or null while nobody has
   * @param blocks whether it stands in the way now
   * @param raisedAfterEnd rounds in which its owner asked again although an operator had settled it
   */
  public record Item(
      LedgerFinding finding,
      ItemState state,
      int firstRound,
      int lastRound,
      int roundCount,
      MoveMethod method,
      boolean blocks,
      List<Integer> raisedAfterEnd,
      List<Entry> history) {}

  /** One change of an item. */
  public record Entry(
      String at, String by, ItemState from, ItemState to, MoveMethod method, String note) {}

  /** The items in the order of their first round, then of their owner as the ledger has them. */
  public static List<Item> of(Session session) {
    return session.findings().values().stream()
        .filter(finding -> finding.opened().kind() == FindingKind.EVIDENCE_REQUEST)
        .map(finding -> item(session, finding))
        .toList();
  }

  /** The item with this id, if there is one. */
  public static Optional<Item> find(Session session, String id) {
    return Optional.ofNullable(session.findings().get(id))
        .filter(finding -> finding.opened().kind() == FindingKind.EVIDENCE_REQUEST)
        .map(finding -> item(session, finding));
  }

  private static Item item(Session session, LedgerFinding finding) {
    Finding opened = finding.opened();
    FindingMoved last = finding.moves().isEmpty() ? null : finding.moves().getLast().moved();
    ItemState state = ItemState.of(finding.state(), last == null ? null : last.as());
    List<BallotCast> later = votesAfter(session, opened);
    List<Integer> upheld =
        later.stream().filter(v -> v.upholds(opened.id())).map(BallotCast::round).toList();
    boolean silent = !later.isEmpty() && !later.getLast().names(opened.id());
    return new Item(
        finding,
        state == ItemState.OPEN && silent ? ItemState.NOT_RESURFACED : state,
        opened.openedRound(),
        upheld.isEmpty() ? opened.openedRound() : upheld.getLast(),
        1 + upheld.size(),
        state == ItemState.OPEN || last == null ? null : last.method(),
        session.blocks(finding),
        state.terminal() ? raisedAfter(finding, later) : List.of(),
        history(finding));
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

  private static List<Entry> history(LedgerFinding finding) {
    List<Entry> history = new ArrayList<>();
    for (LedgerFinding.Move move : finding.moves()) {
      FindingMoved moved = move.moved();
      history.add(
          new Entry(
              move.at(),
              move.by(),
              ItemState.of(moved.from(), null),
              ItemState.of(moved.to(), moved.as()),
              moved.method(),
              moved.reason()));
    }
    return List.copyOf(history);
  }
}

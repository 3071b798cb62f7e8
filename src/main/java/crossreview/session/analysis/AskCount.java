package crossreview.session.analysis;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often a peer asked for something of one kind.
 *
 * @param raised in all sessions
 * @param open of these, in sessions that are not closed
 */
public record AskCount(
    String peer, FindingKind kind, FindingSeverity severity, int raised, int open) {

  /** Findings of one peer and kind, in sessions and out of them. */
  private record AskGroup(String peer, FindingKind kind, FindingSeverity severity) {
    static AskGroup of(LedgerFinding finding) {
      Finding opened = finding.opened();
      return new AskGroup(opened.owner(), opened.kind(), opened.severity());
    }
  }

  /** The counts of these sessions, by peer, then kind, then severity. Pure. */
  public static List<AskCount> of(Collection<Session> sessions) {
    Map<AskGroup, Integer> open =
        sessions.stream()
            .filter(session -> !session.closed())
            .flatMap(session -> session.findings().values().stream())
            .filter(finding -> finding.state() == FindingState.OPEN)
            .collect(Collectors.toMap(AskGroup::of, finding -> 1, Integer::sum));
    return sessions.stream()
        .flatMap(session -> session.findings().values().stream())
        .collect(Collectors.toMap(AskGroup::of, finding -> 1, Integer::sum))
        .entrySet()
        .stream()
        .map(raised -> count(raised.getKey(), raised.getValue(), open))
        .sorted(
            Comparator.comparing(AskCount::peer)
                .thenComparing(AskCount::kind)
                .thenComparing(AskCount::severity))
        .toList();
  }

  private static AskCount count(AskGroup group, int raised, Map<AskGroup, Integer> open) {
    return new AskCount(
        group.peer(), group.kind(), group.severity(), raised, open.getOrDefault(group, 0));
  }
}

package crossreview.session.rule;

import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingState;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings of several peers that say the same: one item with several owners, for display and for
 * authors. Pure.
 *
 * <p>Two are the same if they are of the same kind and of different owners, and have the same words
 * or cite overlapping bytes of the same text. Rule of the vote: no count reads this. Each finding
 * keeps its owner and its state in the journal, blocks on its own and is settled on its own.
 *
 * @param members at least one, each of another owner; the first stands for all: one that blocks
 *     before one that does not, else the oldest
 */
public record FindingGroup(List<Finding> members) {
  public FindingGroup {
    members = List.copyOf(members);
  }

  /** The groups of some findings, in the order of their first members. */
  public static List<FindingGroup> of(List<Finding> findings) {
    List<List<FoldedFinding>> groups = new ArrayList<>();
    for (Finding finding : findings) {
      FoldedFinding folded = FoldedFinding.of(finding);
      Optional<List<FoldedFinding>> same =
          groups.stream().filter(group -> folded.joins(group)).findFirst();
      same.ifPresentOrElse(
          group -> group.add(folded), () -> groups.add(new ArrayList<>(List.of(folded))));
    }
    return groups.stream()
        .map(group -> new FindingGroup(group.stream().map(FoldedFinding::finding).toList()))
        .toList();
  }

  /**
   * The groups of a session's findings. Only those in the same state are one item: a settled
   * finding never hides an open one. In the order of the session.
   */
  public static List<FindingGroup> of(Session session) {
    Map<FindingState, List<LedgerFinding>> byState = new EnumMap<>(FindingState.class);
    Map<String, Integer> positions = new HashMap<>();
    for (LedgerFinding finding : session.findings().values()) {
      positions.put(finding.opened().id(), positions.size());
      byState.computeIfAbsent(finding.state(), state -> new ArrayList<>()).add(finding);
    }
    List<FindingGroup> groups = new ArrayList<>();
    for (List<LedgerFinding> findings : byState.values()) {
      groups.addAll(
          of(
              findings.stream()
                  .sorted(Comparator.comparing(finding -> !session.blocks(finding)))
                  .map(LedgerFinding::opened)
                  .toList()));
    }
    groups.sort(Comparator.comparing(group -> positions.getOrDefault(group.first().id(), 0)));
    return List.copyOf(groups);
  }

  /** The one that stands for all. */
  public Finding first() {
    return members.getFirst();
  }

  /** The others. */
  public List<Finding> others() {
    return members.subList(1, members.size());
  }

  public List<String> owners() {
    return members.stream().map(Finding::owner).toList();
  }

  public List<String> ids() {
    return members.stream().map(Finding::id).toList();
  }

  /** Whether another member says it in other words than the first. */
  public boolean inOtherWords(Finding member) {
    return !words(member).equals(words(first()));
  }

  private static String words(Finding finding) {
    return FindingIdentity.of(finding).text();
  }

  /** A finding with its words, which are folded once. */
  private record FoldedFinding(Finding finding, String said) {
    static FoldedFinding of(Finding finding) {
      return new FoldedFinding(finding, words(finding));
    }

    /** Compared with the first alone, so that no chain joins what is far apart. */
    boolean joins(List<FoldedFinding> group) {
      FoldedFinding first = group.getFirst();
      return first.finding.kind() == finding.kind()
          && (first.said.equals(said) || samePlace(first.finding, finding))
          && group.stream().noneMatch(m -> m.finding.owner().equals(finding.owner()));
    }
  }

  private static boolean samePlace(Finding one, Finding other) {
    return one.citations().stream()
        .anyMatch(a -> other.citations().stream().anyMatch(b -> overlap(a, b)));
  }

  /** Half of the shorter quote at least: neighbours that share a word are two places. */
  private static boolean overlap(Citation a, Citation b) {
    long common = Math.min(a.to(), b.to()) - Math.max(a.from(), b.from());
    long shorter = Math.min(a.to() - a.from(), b.to() - b.from());
    return a.artifact().equals(b.artifact()) && common > 0 && common * 2 >= shorter;
  }
}

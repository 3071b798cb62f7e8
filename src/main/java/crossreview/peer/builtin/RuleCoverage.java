package crossreview.peer.builtin;

import crossreview.diff.text.TextPart;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.rule.ReviewRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which parts of a change a rule reads.
 *
 * @param parts how many there are
 * @param read the numbers of those that it reads
 * @param missed the others
 */
record RuleCoverage(int parts, BitSet read, List<TextPart> missed) {
  static RuleCoverage of(ReviewRule reviewRule, ChangeSet changeSet) {
    BitSet read = new BitSet();
    List<TextPart> missed = new ArrayList<>();
    for (TextPart part : changeSet.parts()) {
      if (!changeSet.contentless() && reviewRule.reads(changeSet, part)) {
        read.set(part.number());
      } else {
        missed.add(part);
      }
    }
    return new RuleCoverage(changeSet.parts().size(), read, missed);
  }

  boolean none() {
    return read.isEmpty();
  }

  boolean complete() {
    return missed.isEmpty();
  }

  Map<String, Object> tree() {
    List<PartPlace> places =
        missed.stream().map(part -> new PartPlace(part.number(), part.place())).toList();
    VoteCoverage coverage = VoteCoverage.of(parts, read, places);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("parts", (long) coverage.parts());
    tree.put("read", coverage.read());
    tree.put("missed", coverage.missed().stream().map(RuleCoverage::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(PartPlace place) {
    return Map.of("part", (long) place.part(), "place", place.place());
  }
}

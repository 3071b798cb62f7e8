package crossreview.session.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.model.policy.PolicyRules;
import crossreview.session.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings of several peers that say the same are one item with several owners. */
class FindingGroupTest {
  private static final Digest TEXT = Digest.of("text");

  private static Finding finding(String id, String owner, String statement, Citation... places) {
    return finding(id, owner, FindingKind.DEFECT, statement, places);
  }

  private static Finding finding(
      String id, String owner, FindingKind kind, String statement, Citation... places) {
    return new Finding(
        id, owner, kind, FindingSeverity.BLOCKING, statement, List.of(places), 1, List.of());
  }

  private static Citation bytes(int from, int to) {
    return bytes(TEXT, from, to);
  }

  private static Citation bytes(Digest artifact, int from, int to) {
    return new Citation(artifact, from, to, Digest.of(from + "-" + to), "quote", "a.c", 1);
  }

  private static List<List<String>> grouped(Finding... findings) {
    return FindingGroup.of(List.of(findings)).stream().map(FindingGroup::ids).toList();
  }

  @Test
  void theSameWordsOfTwoPeersAreOneItemAndOfOnePeerTwo() {
    assertEquals(
        List.of(List.of("f1", "f2")),
        grouped(finding("f1", "ada", "No end."), finding("f2", "bob", "no  END")));
    assertEquals(
        List.of(List.of("f1"), List.of("f2")),
        grouped(finding("f1", "ada", "No end."), finding("f2", "ada", "no end")));
  }

  @Test
  void otherWordsAboutOverlappingBytesAreOneItem() {
    FindingGroup group =
        FindingGroup.of(
                List.of(
                    finding("f1", "ada", "It leaks.", bytes(10, 30)),
                    finding("f2", "bob", "The file stays open.", bytes(20, 40)),
                    finding("f3", "cy", "It leaks!", bytes(90, 99))))
            .getFirst();

    assertEquals(List.of("ada", "bob", "cy"), group.owners());
    assertTrue(group.inOtherWords(group.others().getFirst()));
    assertFalse(group.inOtherWords(group.others().getLast()));
  }

  @Test
  void neighboursOtherTextsAndOtherKindsStayApart() {
    assertEquals(
        2,
        grouped(finding("f1", "ada", "a", bytes(10, 30)), finding("f2", "bob", "b", bytes(28, 60)))
            .size(),
        "two bytes of twenty");
    assertEquals(
        2,
        grouped(finding("f1", "ada", "a", bytes(10, 30)), finding("f2", "bob", "b", bytes(30, 60)))
            .size());
    assertEquals(
        2,
        grouped(
                finding("f1", "ada", "a", bytes(10, 30)),
                finding("f2", "bob", "b", bytes(Digest.of("other"), 10, 30)))
            .size());
    assertEquals(
        2,
        grouped(finding("f1", "ada", "a"), finding("f2", "bob", FindingKind.EVIDENCE_REQUEST, "a"))
            .size());
  }

  @Test
  void nothingIsJoinedByAChain() {
    assertEquals(
        List.of(List.of("f1", "f2"), List.of("f3")),
        grouped(
            finding("f1", "ada", "a", bytes(0, 20)),
            finding("f2", "bob", "b", bytes(10, 30)),
            finding("f3", "cy", "c", bytes(20, 40))));
  }

  @Test
  void aSettledFindingNeverHidesAnOpenOneAndEachBlocksOnItsOwn() {
    RoundHistory history =
        RoundHistory.under(PolicyRules.UNANIMOUS)
            .begins()
            .opens("f1", "ada", "No end.")
            .opens("f2", "bob", "No end.");
    assertEquals(1, FindingGroup.of(history.session()).size());

    Session session = history.moves("f1", FindingState.RESOLVED).session();

    assertEquals(
        List.of(List.of("f1"), List.of("f2")),
        FindingGroup.of(session).stream().map(FindingGroup::ids).toList());
    assertFalse(session.blocks(session.findings().at("f1")));
    assertTrue(session.blocks(session.findings().at("f2")));
  }
}

package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.Artifact;
import crossreview.peer.PeerRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A built-in rule obeys the lasting rulings of a repository, and says that it did. */
class SuppressionTest {
  private static final String CODE = RulePanel.behaviour("src/made/a.c");
  private static final String WANTED =
      "production code changed and no test did: show a test, or say in the task or the commit"
          + " message why none is needed";

  @Test
  void aRuledFindingIsNotRaisedAndTheVoteSaysWhoSettledIt() {
    Map<String, Object> answer = answer("tests", CODE, ruling("tests", "src/made/**", null));

    assertEquals("READY", answer.get("status"));
    assertEquals(
        "nothing found in 1 file that a ruling did not settle; 1 settled by the repository:"
            + " generated",
        answer.get("summary"));
  }

  @Test
  void aRulingIsAboutItsRuleItsFilesAndItsKindAlone() {
    List<FindingSuppression> others =
        List.of(
            ruling("hygiene", "src/made/**", null),
            ruling("tests", "src/other/**", null),
            ruling("tests", "src/made/**", FindingKind.DEFECT));

    for (FindingSuppression other : others) {
      assertEquals("NEEDS_EVIDENCE", answer("tests", CODE, other).get("status"), other::toString);
    }
    FindingSuppression same = ruling("tests", "src/made/**", FindingKind.EVIDENCE_REQUEST);
    assertEquals("READY", answer("tests", CODE, same).get("status"));
  }

  @Test
  void oneRuledFileDoesNotSettleAnother() {
    String diff = CODE + RulePanel.behaviour("src/b.c");

    Map<String, Object> answer = answer("tests", diff, ruling("tests", "src/made/**", null));

    assertEquals("NEEDS_EVIDENCE", answer.get("status"));
    assertTrue(answer.get("findings").toString().contains("src/b.c"), answer::toString);
  }

  @Test
  void anOpenFindingOfAnEarlierRunIsAnsweredWithTheRuling() {
    Finding before =
        new Finding(
            "f1",
            "tests",
            FindingKind.EVIDENCE_REQUEST,
            FindingSeverity.BLOCKING,
            WANTED,
            List.of(),
            1,
            List.of());

    Map<String, Object> answer =
        answer("tests", CODE, List.of(before), ruling("tests", "src/made/**", null));

    assertEquals(
        List.of(
            Map.of(
                "finding",
                "f1",
                "answer",
                "resolved",
                "reason",
                "the repository settles it: generated")),
        answer.get("dispositions"));
  }

  @Test
  void whatBelongsToNoFileIsNeverSettled() {
    String mail = "key sk-" + "Ab3x".repeat(6) + "\n\n" + CODE;

    Map<String, Object> answer = answer("secrets", mail, ruling("secrets", "**", null));

    assertEquals("NOT_READY", answer.get("status"));
  }

  private static Map<String, Object> answer(
      String rule, String diff, FindingSuppression suppression) {
    return answer(rule, diff, List.of(), suppression);
  }

  private static Map<String, Object> answer(
      String rule, String diff, List<Finding> own, FindingSuppression suppression) {
    Artifact artifact = RulePanel.diff(diff);
    return RulePanel.answer(
        rule,
        new PeerRequest.RequestMaterial(
            "Review it", null, artifact, diff, own, List.of(), List.of(), List.of(suppression)));
  }

  private static FindingSuppression ruling(String rule, String glob, FindingKind kind) {
    return new FindingSuppression(rule, glob, kind, "generated");
  }
}

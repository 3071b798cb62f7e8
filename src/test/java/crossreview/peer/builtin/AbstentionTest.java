package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.material.Artifact;
import crossreview.testkit.SampleRequests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which rule votes on what: nobody approves what it did not look at. */
class AbstentionTest {
  private static final String BINARY =
      "diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n";

  @Test
  void aTextWithoutAnythingReadableIsApprovedByNobody() {
    assertEquals(
        "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=ABSTAIN, structure=NOT_READY, tests=ABSTAIN}",
        statuses("diff --git a/x b/x\n"));
    assertEquals(
        "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=ABSTAIN, structure=ABSTAIN, tests=ABSTAIN}",
        statuses(" \n\n"));
  }

  @Test
  void aChangeOfNothingButBinaryFilesIsApprovedByNobody() {
    assertEquals(
        "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=ABSTAIN, structure=ABSTAIN, tests=ABSTAIN}",
        statuses(BINARY));
  }

  @Test
  void theSummaryOfAChangeIsApprovedByNobody() {
    String all =
        "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=ABSTAIN, structure=ABSTAIN, tests=ABSTAIN}";

    assertEquals(all, statuses("src/a.c\nsrc/b.c\n"));
    assertEquals(all, statuses("c29d60d Change two files\n"));
    assertEquals(all, statuses(" a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"));
    assertEquals(
        "the text shows nothing of the change (a list of file names without their content, 1 line)",
        answer("structure", "src/a.c\n").get("summary"));
  }

  @Test
  void aTextWithoutWordsIsApprovedByNobody() {
    for (String text :
        List.of(" ", "\u00a0", "\u3000\n", "\u2028", "\u2800", "\ufeff", ".", "---\n")) {
      assertEquals(
          "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=ABSTAIN, structure=ABSTAIN, tests=ABSTAIN}",
          statuses(text),
          text.codePointAt(0) + "");
    }
  }

  @Test
  void aSourceWithoutANameIsApprovedByNoRuleForCode() {
    String source = "function pay(a) {\n  debugger;\n  try { x() } catch (e) {}\n}\n";

    assertEquals(
        "{hygiene=ABSTAIN, logic=ABSTAIN, secrets=READY, structure=READY, tests=ABSTAIN}",
        statuses(source));
    for (String rule : List.of("hygiene", "logic", "tests")) {
      assertEquals(
          "the text looks like source code, and its name does not say in which language",
          answer(rule, source).get("summary"));
    }
  }

  @Test
  void aBinaryFileBesideOthersIsNoReasonToAbstain() {
    assertEquals(
        "{hygiene=READY, logic=ABSTAIN, secrets=READY, structure=READY, tests=ABSTAIN}",
        statuses(RulePanel.created("README.md", "words") + BINARY));
  }

  @Test
  void aChangeOfDocumentsIsNotForTests() {
    assertEquals(
        "{hygiene=READY, logic=ABSTAIN, secrets=READY, structure=READY, tests=ABSTAIN}",
        statuses(RulePanel.created("README.md", "words ")));
  }

  @Test
  void aRuleThatReadsSomePartsSaysWhich() {
    String diff = RulePanel.changed("src/a.c", " a", "+b") + RulePanel.changed("b.md", "-c", " d");

    assertEquals(
        Map.of(
            "parts",
            2L,
            "read",
            "1",
            "missed",
            List.of(Map.of("part", 2L, "place", "b.md (line 10)"))),
        answer("tests", diff).get("coverage"));
    assertEquals(null, answer("secrets", diff).get("coverage"));
  }

  @Test
  void aRuleWithAnOpenFindingAnswersForItInsteadOfAbstaining() {
    Artifact artifact = RulePanel.diff(BINARY);
    List<Finding> own = List.of(evidence("production code changed"));

    Map<String, Object> answer = RulePanel.answer("tests", artifact, BINARY, own);

    assertEquals("READY", answer.get("status"));
    assertTrue(answer.get("dispositions").toString().contains("resolved"), answer.toString());
  }

  @Test
  void whatARulingSettledIsNotRaisedAgain() {
    String diff = RulePanel.behaviour("src/a.c");
    Artifact artifact = RulePanel.diff(diff);
    String wanted =
        "production code changed and no test did: show a test, or say in the task or the commit"
            + " message why none is needed";

    Map<String, Object> before =
        RulePanel.answer("tests", SampleRequests.material(artifact, diff, List.of(), List.of()));
    Map<String, Object> after =
        RulePanel.answer(
            "tests", SampleRequests.material(artifact, diff, List.of(), List.of(evidence(wanted))));

    assertEquals("NEEDS_EVIDENCE", before.get("status"));
    assertEquals("READY", after.get("status"));
    assertEquals(List.of(), after.get("findings"));
    assertEquals("nothing found in 1 file that a ruling did not settle", after.get("summary"));
  }

  private static Map<String, Object> answer(String rule, String text) {
    return RulePanel.answer(rule, RulePanel.plain("stdin", text), text, List.of());
  }

  private static String statuses(String text) {
    Map<String, Object> statuses = new TreeMap<>();
    RulePanel.RULES.keySet().forEach(rule -> statuses.put(rule, answer(rule, text).get("status")));
    return statuses.toString();
  }

  private static Finding evidence(String statement) {
    return new Finding(
        "f1",
        "tests",
        FindingKind.EVIDENCE_REQUEST,
        FindingSeverity.BLOCKING,
        statement,
        List.of(),
        1,
        List.of());
  }
}

package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a built-in reviewer says what its rule found. */
class VerdictWriterTest {
  private static final String SECRET = "sk-" + "Ab3x".repeat(6);

  @Test
  void oneFlawInManyPlacesIsOneFinding() {
    String[] lines = new String[12];
    Arrays.fill(lines, "dbg!(a);");

    assertEquals(
        List.of("blocking: leftover debug statement (dbg!) in a.rs @1,2,3,4,5,6,7,8"),
        RulePanel.findings("hygiene", RulePanel.created("a.rs", lines)));
  }

  @Test
  void atMostEightFindingsAreListedBlockingOnesFirst() {
    StringBuilder diff = new StringBuilder(RulePanel.created("z.c", "x".repeat(500)));
    for (int i = 0; i < 10; i++) {
      diff.append(RulePanel.created("a" + i + ".rs", "dbg!(a);"));
    }
    String text = diff.toString();

    Map<String, Object> answer = RulePanel.answer("hygiene", RulePanel.diff(text), text, List.of());

    List<?> findings = (List<?>) answer.get("findings");
    assertEquals(8, findings.size());
    assertTrue(findings.stream().allMatch(f -> f.toString().contains("severity=blocking")));
    assertTrue(answer.get("summary").toString().contains("3 of them not listed yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "structure"})
  void aPlainTextIsReadWhole(String rule) {
    String text = "ok\n<<<<<<< HEAD\napiKey = \"" + SECRET + "\" \n";

    List<String> findings = RulePanel.findings(rule, RulePanel.plain("notes.txt", text), text);

    assertEquals(1, findings.size(), findings.toString());
    assertTrue(findings.getFirst().contains("in notes.txt @"), findings.toString());
  }

  @Test
  void ownFindingsAreAnsweredForAndNotRaisedAgain() {
    String diff = RulePanel.created("a.rs", "dbg!(a);");
    List<Finding> own =
        List.of(
            own("f1", "leftover debug statement (dbg!) in a.rs"),
            own("f2", "leftover debug statement (dbg!) in b.rs"));

    Map<String, Object> answer = RulePanel.answer("hygiene", RulePanel.diff(diff), diff, own);

    assertEquals(List.of(), answer.get("findings"));
    assertEquals("NOT_READY", answer.get("status"));
    assertEquals(
        List.of(
            Map.of("finding", "f1", "answer", "still_open", "reason", "it is still there: a.rs:1"),
            Map.of("finding", "f2", "answer", "resolved", "reason", "it is no longer there")),
        answer.get("dispositions"));
  }

  private static Finding own(String id, String statement) {
    return new Finding(
        id,
        "hygiene",
        FindingKind.DEFECT,
        FindingSeverity.BLOCKING,
        statement,
        List.of(),
        1,
        List.of());
  }
}

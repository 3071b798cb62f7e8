package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.testkit.SampleRequests;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ruling settles the lines that the person saw, and never others that say the same. */
class RulingReachTest {
  private final List<Finding> rulings = new ArrayList<>();

  private Verdict verdict(String rule, String diff) {
    Artifact artifact = RulePanel.diff(diff);
    String answer =
        JsonWriter.of(
            RulePanel.answer(
                rule, SampleRequests.material(artifact, diff, List.of(), List.copyOf(rulings))));
    return ((ParsedVerdict) VerdictReader.read(answer, artifact, diff)).verdict();
  }

  /** A person settles everything that the rule finds in the diff. */
  private void settle(String rule, String diff) {
    for (FindingClaim claim : verdict(rule, diff).findings()) {
      String id = "f" + (rulings.size() + 1);
      rulings.add(
          new Finding(
              id,
              rule,
              claim.kind(),
              claim.severity(),
              claim.statement(),
              claim.citations(),
              1,
              List.of()));
    }
  }

  private String status(String rule, String diff) {
    return verdict(rule, diff).status().name();
  }

  private static String token(char fill) {
    return "ghp_" + (fill + "a1B2c3D4e").repeat(4).substring(0, 36);
  }

  @ParameterizedTest
  @CsvSource({
    "hygiene, a.js, console.log(a);, console.log(password);",
    "hygiene, a.rs, dbg!(a);, dbg!(b);",
    "structure, a.c, <<<<<<< HEAD, <<<<<<< other"
  })
  void anotherLineOfTheSameKindIsAnotherFinding(
      String rule, String path, String seen, String later) {
    String before = RulePanel.created(path, "one", seen);
    assertEquals("NOT_READY", status(rule, before));
    settle(rule, before);

    assertEquals("READY", status(rule, before));
    assertEquals("READY", status(rule, RulePanel.created(path, "zero", "one", seen)), "it moved");
    Verdict after = verdict(rule, RulePanel.created(path, "one", seen, later));
    assertEquals("NOT_READY", after.status().name());
    assertTrue(
        after.findings().getFirst().statement().endsWith("no ruling covers (after f1)"),
        after.toString());
    assertEquals(1, after.findings().getFirst().citations().size(), "only what is new");
  }

  @Test
  void anotherSecretInTheSameFileIsAnotherFinding() {
    String first = "const a = '" + token('x') + "';";
    String second = "const b = '" + token('y') + "';";
    settle("secrets", RulePanel.created("src/a.js", first));

    assertEquals("READY", status("secrets", RulePanel.created("src/a.js", first)));
    assertEquals("NOT_READY", status("secrets", RulePanel.created("src/a.js", first, second)));
    settle("secrets", RulePanel.created("src/a.js", first, second));
    assertEquals("READY", status("secrets", RulePanel.created("src/a.js", first, second)));
    assertEquals(
        "NOT_READY",
        status("secrets", RulePanel.created("src/a.js", first, second, "c = " + token('z'))));
  }

  @Test
  void aRulingReachesTheLinesThatAFindingNames() {
    String[] lines =
        IntStream.range(0, 20).mapToObj(i -> "dbg!(a" + i + ");").toArray(String[]::new);
    String diff = RulePanel.created("a.rs", lines);

    settle("hygiene", diff);
    assertEquals("NOT_READY", status("hygiene", diff), "twelve lines were not named");
    settle("hygiene", diff);
    settle("hygiene", diff);
    assertEquals("READY", status("hygiene", diff));
    assertEquals(3, rulings.size());
  }

  @Test
  void anApprovalOfSettingsIsAboutTheirContent() {
    String path = ".crossreview/config.json";
    settle("structure", RulePanel.created(path, "{}"));

    assertEquals("READY", status("structure", RulePanel.created(path, "{}")));
    assertEquals(
        "NOT_READY", status("structure", RulePanel.created(path, "{\"exclude\":[\"**\"]}")));
  }

  @Test
  void theFindingOfLaterLinesIsAnsweredForInTheNextRound() {
    String seen = "console.log(a);";
    settle("hygiene", RulePanel.created("a.js", seen));
    String diff = RulePanel.created("a.js", seen, "console.log(b);");
    FindingClaim claim = verdict("hygiene", diff).findings().getFirst();
    Finding open =
        new Finding(
            "f2",
            "hygiene",
            claim.kind(),
            claim.severity(),
            claim.statement(),
            claim.citations(),
            2,
            List.of());

    String answer =
        JsonWriter.of(
            RulePanel.answer(
                "hygiene",
                SampleRequests.material(
                    RulePanel.diff(diff), diff, List.of(open), List.copyOf(rulings))));

    assertTrue(answer.contains("\"finding\":\"f2\",\"answer\":\"still_open\""), answer);
    assertFalse(answer.contains("\"statement\""), answer);
  }
}

package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.Json;
import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinPanelTest {
  private static final Map<String, Rule> RULES =
      Map.of(
          "secrets", new SecretsRule(),
          "hygiene", new HygieneRule(),
          "tests", new TestsRule(),
          "structure", new StructureRule());

  @Test
  void theDemoChangeIsRefusedRepairedAndAccepted() throws IOException {
    String change = demo();

    assertEquals(
        List.of("src/main/java/billing/Client.java:15 looks like a live API key (sk-…)"),
        blocking("secrets", "change.diff", change));
    assertEquals(
        List.of(
            "src/main/java/billing/Client.java:33 leftover debug statement (System.out.print)",
            "src/main/java/billing/RetryPolicy.java:5 trailing white space"),
        blocking("hygiene", "change.diff", change));
    assertEquals(
        List.of("src/main/java/billing/Client.java:37 conflict marker <<<<<<<"),
        blocking("structure", "change.diff", change));
    assertEquals(List.of(), blocking("tests", "change.diff", change));

    String repaired = Tidy.repair(artifact("change.diff", change), change);

    for (String rule : RULES.keySet()) {
      assertEquals(List.of(), blocking(rule, "change.diff", repaired), rule);
    }
    assertTrue(repaired.contains("\"" + Tidy.PLACEHOLDER + "\""), repaired);
  }

  @Test
  void aDiffIsPrintedAsItWasRead() throws IOException {
    String change = demo();
    for (String text : List.of(change, change.stripTrailing(), "From: a\n\n" + change)) {
      DiffReader.Result.Read read =
          assertInstanceOf(DiffReader.Result.Read.class, DiffReader.read(text));

      assertEquals(text, read.diff().print());
    }
  }

  @Test
  void aBrokenHunkIsNamedWithItsLine() throws IOException {
    String change = demo().replaceFirst("(@@ -\\d+,\\d+ \\+\\d+,)\\d+ @@", "$199 @@");

    List<String> flaws = blocking("structure", "change.diff", change);

    assertEquals(1, flaws.size(), flaws.toString());
    assertTrue(flaws.getFirst().startsWith("null:null broken diff at line "), flaws.toString());
  }

  @Test
  void productionCodeWithoutATestAsksForEvidence() {
    String diff = addition("src/main/java/A.java", "class A {}");

    assertEquals("NEEDS_EVIDENCE", status("tests", diff));
    assertEquals("READY", status("tests", diff + addition("src/test/java/ATest.java", "class T {}")));
    assertEquals("READY", status("tests", addition("docs/a.md", "words")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.js|console.log(x);|NOT_READY",
        "a.js|// console.log(x);|READY",
        "a.py|breakpoint()|NOT_READY",
        "a.py|print(total)|READY",
        "a.java|e.printStackTrace();|NOT_READY",
        "a.java|String s = \"System.out.println\";|READY",
        "a.md|two blanks make a break|READY",
        "a.java|// TODO make it faster|READY"
      })
  void leftoversAreFoundWhereTheyAreCode(String path, String line, String status) {
    assertEquals(status, status("hygiene", addition(path, line)));
  }

  @Test
  void aFileThatDoesNotParseIsRefused() {
    assertEquals("NOT_READY", status("structure", addition("a.json", "{\"a\":1,}")));
    assertEquals("READY", status("structure", addition("a.json", "{\"a\":1}")));
    assertEquals("NOT_READY", status("structure", addition("a.xml", "<a><b></a>")));
    assertEquals("READY", status("structure", addition("a.xml", "<a><b/></a>")));
    assertEquals("READY", status("structure", addition("a.xml", "<!DOCTYPE a SYSTEM \"x\"><a/>")));
    assertEquals("NOT_READY", status("structure", addition("a.yml", "a:\n\tb: 1")));
  }

  @Test
  void aConflictKeepsOurSide() {
    String text = "a\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\nb\n";

    assertEquals("a\nours\nb\n", Tidy.repair(artifact("notes.txt", text), text));
  }

  @Test
  void aRowOfEqualsSignsAloneIsNoConflict() {
    String text = "Title\n=======\ntext\n";

    assertEquals(text, Tidy.repair(artifact("notes.txt", text), text));
    assertEquals("READY", status("structure", "notes.txt", text));
  }

  @Test
  void anAnswerIsVerdictJsonWithAnAnswerForEachOwnFinding() throws Exception {
    Flaw flaw = Flaw.blocking("a.js", 1, "leftover debug statement (console.log()", "console.log(x);");

    Map<String, Object> answer = Json.readObject(Answer.of(List.of(flaw), List.of()));

    assertEquals("NOT_READY", answer.get("status"));
    assertEquals(1, ((List<?>) answer.get("findings")).size());
  }

  private static String addition(String path, String body) {
    String[] lines = body.split("\n", -1);
    StringBuilder diff =
        new StringBuilder("diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/" + path + "\n");
    diff.append("@@ -0,0 +1").append(lines.length == 1 ? "" : "," + lines.length).append(" @@\n");
    for (String line : lines) {
      diff.append('+').append(line).append('\n');
    }
    return diff.toString();
  }

  private static String status(String rule, String diff) {
    return status(rule, "change.diff", diff);
  }

  private static String status(String rule, String label, String text) {
    List<Flaw> flaws = RULES.get(rule).check(Change.of(artifact(label, text), text));
    try {
      return (String) Json.readObject(Answer.of(flaws, List.of())).get("status");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> blocking(String rule, String label, String text) {
    return RULES.get(rule).check(Change.of(artifact(label, text), text)).stream()
        .filter(flaw -> flaw.severity() == Severity.BLOCKING)
        .map(flaw -> flaw.path() + ":" + flaw.line() + " " + flaw.statement())
        .toList();
  }

  private static Artifact artifact(String label, String text) {
    return new Artifact(Digest.of(text), text.getBytes(StandardCharsets.UTF_8).length, "text/plain", label);
  }

  private static String demo() throws IOException {
    try (InputStream in = BuiltinPanelTest.class.getResourceAsStream("/demo/change.diff")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

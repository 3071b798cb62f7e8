package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonText;
import crossreview.model.Finding;
import crossreview.model.FindingKind;
import crossreview.model.Severity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each reviewer refuses and what it lets pass. */
class RulesTest {
  private static final String SECRET = "sk-" + "Ab3x".repeat(6);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js|console.log(x);|blocking: leftover debug statement (console.log) in a.js @1",
        "a.ts|  debugger;|blocking: leftover debug statement (debugger) in a.ts @1",
        "a.py|breakpoint()|blocking: leftover debug statement (breakpoint) in a.py @1",
        "a.py|print(f\"{total=}\")|blocking: leftover debug statement (print) in a.py @1",
        "a.java|e.printStackTrace();|blocking: leftover debug statement (printStackTrace) in a.java @1",
        "a.rs|dbg!(x);|blocking: leftover debug statement (dbg!) in a.rs @1",
        "a.rb|binding.pry|blocking: leftover debug statement (binding.pry) in a.rb @1",
        "a.php|var_dump($x);|blocking: leftover debug statement (var_dump) in a.php @1",
        "test/a.js|console.log(x);|advice: leftover debug statement (console.log) in test/a.js @1",
        "x/y/a.c|int a;\\t|blocking: trailing white space in y/a.c @1",
        "a.c|\\s\\tint a;|blocking: a blank before a tab in the indentation in a.c @1",
        "a.c|// TODO make it faster|advice: a note to do something later without a reference in a.c @1"
      })
  void hygieneNamesWhatIsWrong(String path, String line, String finding) {
    String diff = Panel.created(path, line.translateEscapes());

    assertEquals(List.of(finding), Panel.findings("hygiene", diff));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js|// console.log(x);",
        "a.js|debuggerAttached = true;",
        "a.py|print(total)",
        "a.rb|byebug_port = 1",
        "a.java|String s = \"System.out.println\";",
        "a.go|fmt.Println(total)",
        "a.md|console.log(x);",
        "a.c|// TODO(#12) make it faster",
        "a.c|// FIXME ABC-12: later",
        "a.md|TODO list"
      })
  void hygieneLetsOrdinaryLinesPass(String path, String line) {
    assertEquals(List.of(), Panel.findings("hygiene", Panel.created(path, line)));
  }

  @Test
  void aLineBreakOfMarkdownIsNoDamage() {
    assertEquals("READY", Panel.status("hygiene", Panel.created("a.md", "words  ")));
    assertEquals("NOT_READY", Panel.status("hygiene", Panel.created("a.md", "words ")));
    assertEquals("NOT_READY", Panel.status("hygiene", Panel.created("a.txt", "words  ")));
  }

  @Test
  void linesThatEndOtherwiseThanTheirFileAreNamed() {
    String mixed = Panel.changed("a.c", " a\r", " b\r", "+c", "+d\r", "+e\r");
    String whole = Panel.changed("a.c", " a\r", " b\r", "+d\r");
    String last =
        Panel.changed("a.c", " a\r", " b\r", "-c", "\\ No newline", "+d", "\\ No newline");

    assertEquals(
        List.of("blocking: mixed line endings: most lines end otherwise in a.c @12"),
        Panel.findings("hygiene", mixed));
    assertEquals("READY", Panel.status("hygiene", whole));
    assertEquals("READY", Panel.status("hygiene", last));
  }

  @Test
  void anOverlongLineIsAdviceUnlessItIsData() {
    String line = "x".repeat(401);

    assertEquals(
        List.of("advice: a line of more than 400 characters in a.c @1"),
        Panel.findings("hygiene", Panel.created("a.c", line)));
    assertEquals("READY", Panel.status("hygiene", Panel.created("a.c", line)));
    assertEquals(List.of(), Panel.findings("hygiene", Panel.created("a.svg", line)));
  }

  @Test
  void oneFlawInManyPlacesIsOneFinding() {
    String[] lines = new String[12];
    Arrays.fill(lines, "a ");

    assertEquals(
        List.of("blocking: trailing white space in a.c @1,2,3,4,5,6,7,8"),
        Panel.findings("hygiene", Panel.created("a.c", lines)));
  }

  @Test
  void atMostEightFindingsAreListedBlockingOnesFirst() {
    StringBuilder diff = new StringBuilder(Panel.created("z.c", "x".repeat(500)));
    for (int i = 0; i < 10; i++) {
      diff.append(Panel.created("a" + i + ".c", "a "));
    }
    String text = diff.toString();

    Map<String, Object> answer = Panel.answer("hygiene", Panel.diff(text), text, List.of());

    List<?> findings = (List<?>) answer.get("findings");
    assertEquals(8, findings.size());
    assertTrue(findings.stream().allMatch(f -> f.toString().contains("severity=blocking")));
    assertTrue(answer.get("summary").toString().contains("3 of them not listed yet"));
  }

  @Test
  void aSecretIsNeverRepeated() {
    String line = "apiKey = \"" + SECRET + "\"; ";
    String diff = Panel.created("a.c", "x", line);

    for (String rule : Panel.RULES.keySet()) {
      Map<String, Object> answer = Panel.answer(rule, Panel.diff(diff), diff, List.of());
      assertFalse(JsonText.of(answer).contains("Ab3xAb3x"), rule + " repeats it");
    }
    assertEquals(
        List.of("blocking: looks like a live API key (sk-…) in a.c @2"),
        Panel.findings("secrets", diff));
  }

  @Test
  void onlyAddedLinesAreSearchedForSecrets() {
    String diff = Panel.changed("a.c", " x", "-apiKey = \"" + SECRET + "\"", "+y");

    assertEquals("READY", Panel.status("secrets", diff));
  }

  @Test
  void aDiffThatCannotBeReadIsSearchedForSecretsAllTheSame() {
    String broken = Panel.created("a.c", "apiKey = \"" + SECRET + "\"").replace("+1,1", "+1,9");
    String clean = Panel.created("a.c", "x").replace("+1,1", "+1,9");

    assertEquals("NOT_READY", Panel.status("secrets", broken));
    assertEquals("READY", Panel.status("secrets", clean));
    assertEquals("NOT_READY", Panel.status("structure", clean));
    assertEquals("NEEDS_EVIDENCE", Panel.status("hygiene", clean));
    assertEquals("NEEDS_EVIDENCE", Panel.status("tests", clean));
  }

  @ParameterizedTest
  @CsvSource({
    "src/main/java/A.java, NEEDS_EVIDENCE",
    "lib/a.py, NEEDS_EVIDENCE",
    "src/a.test.ts, READY",
    "tests/a.py, READY",
    "pkg/a_test.go, READY",
    "Foo.Tests/A.cs, READY",
    "docs/a.md, READY",
    "pom.xml, READY",
    "vite.config.ts, READY",
    "src/a.d.ts, READY",
    "src/EDIT.java, NEEDS_EVIDENCE",
    "src/AuditIT.java, READY"
  })
  void productionCodeWithoutATestWantsEvidence(String path, String status) {
    assertEquals(status, Panel.status("tests", Panel.created(path, "int a;")));
  }

  @Test
  void aChangedTestIsEvidenceAndADeletedOneIsNot() {
    String code = Panel.changed("src/A.java", " a", "-b", "+c");
    String test = Panel.changed("test/ATest.java", " a", "+c");
    String without = Panel.changed("test/ATest.java", " a", "-c");

    assertEquals("READY", Panel.status("tests", code + test));
    assertEquals("NEEDS_EVIDENCE", Panel.status("tests", code + without));
  }

  @Test
  void onlyWhatWorksDifferentlyNeedsATest() {
    String comment = Panel.changed("src/A.java", " a", "+// words", "+", "+ * more");
    String removal = Panel.changed("src/A.java", " a", "-check(b);", " c");
    String rust = Panel.changed("src/a.rs", " a", "+fn b() {}", "+#[test]", "+fn c() {}");

    assertEquals("READY", Panel.status("tests", comment));
    assertEquals("NEEDS_EVIDENCE", Panel.status("tests", removal));
    assertEquals("READY", Panel.status("tests", rust));
    assertEquals("READY", Panel.status("tests", Panel.plain("A.java", "int a;\n"), "int a;\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1,}|blocking: JSON that does not parse (syntax error) in a.json @1",
        "a.json|{\"a\":1,\"a\":2}|advice: a key stands twice in one object in a.json @1",
        "a.xml|<a><b></a>|blocking: XML that does not parse (syntax error) in a.xml @1"
      })
  void aNewFileThatDoesNotParseIsNamed(String path, String text, String finding) {
    assertEquals(List.of(finding), Panel.findings("structure", Panel.created(path, text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.json|{\"a\":1}",
        "tsconfig.json|{ /* words */ }",
        "a.xml|<a><b/></a>",
        "a.xml|<!DOCTYPE a SYSTEM \"http://nowhere.test/x\"><a>&b;</a>",
        "a.yml|a: [1]",
        "a.txt|{"
      })
  void aNewFileThatParsesIsReady(String path, String text) {
    assertEquals(List.of(), Panel.findings("structure", Panel.created(path, text)));
  }

  @Test
  void aTabIndentsNoYaml() {
    assertEquals(
        List.of("blocking: YAML that does not parse (a tab in the indentation) in a.yml @2"),
        Panel.findings("structure", Panel.created("a.yml", "a:", "\tb: 1")));
    assertEquals("READY", Panel.status("structure", Panel.created("a.yml", "a: |", "  \tb")));
  }

  @Test
  void aPartOfAFileIsNotParsed() {
    assertEquals("READY", Panel.status("structure", Panel.changed("a.json", " {", "+  \"a\":")));
  }

  @Test
  void conflictMarkersAreNamedAndHeadingsAreNot() {
    String conflict =
        Panel.created("a.c", "<<<<<<< HEAD", "a", "||||||| x", "b", "=======", "c", ">>>>>>> y");

    assertEquals(
        List.of(
            "blocking: conflict marker <<<<<<< in a.c @1",
            "blocking: conflict marker ||||||| in a.c @3",
            "blocking: conflict marker ======= in a.c @5",
            "blocking: conflict marker >>>>>>> in a.c @7"),
        Panel.findings("structure", conflict));
    assertEquals("READY", Panel.status("structure", Panel.created("a.md", "Title", "=======")));
  }

  @Test
  void binaryAdditionsBlockAndHugeOnesAreAdvice() {
    String binary = "diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n";
    String huge = Panel.created("a.c", Collections.nCopies(5_001, "a").toArray(String[]::new));

    assertEquals(
        List.of("blocking: x.png is binary: nobody can review it here"),
        Panel.findings("structure", binary));
    assertEquals(
        List.of("advice: a.c gains more than anybody reads: split it, or say what it is"),
        Panel.findings("structure", huge));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secrets", "hygiene", "structure"})
  void aPlainTextIsReadWhole(String rule) {
    String text = "ok\n<<<<<<< HEAD\napiKey = \"" + SECRET + "\" \n";

    List<String> findings = Panel.findings(rule, Panel.plain("notes.txt", text), text);

    assertEquals(1, findings.size(), findings.toString());
    assertTrue(findings.getFirst().contains("in notes.txt @"), findings.toString());
  }

  @Test
  void ownFindingsAreAnsweredForAndNotRaisedAgain() {
    String diff = Panel.created("a.c", "a ");
    List<Finding> own =
        List.of(own("f1", "trailing white space in a.c"), own("f2", "trailing white space in b.c"));

    Map<String, Object> answer = Panel.answer("hygiene", Panel.diff(diff), diff, own);

    assertEquals(List.of(), answer.get("findings"));
    assertEquals("NOT_READY", answer.get("status"));
    assertEquals(
        List.of(
            Map.of("finding", "f1", "answer", "still_open", "reason", "it is still there: a.c:1"),
            Map.of("finding", "f2", "answer", "resolved", "reason", "it is gone")),
        answer.get("dispositions"));
  }

  private static Finding own(String id, String statement) {
    return new Finding(
        id, "hygiene", FindingKind.DEFECT, Severity.BLOCKING, statement, List.of(), 1, List.of());
  }
}

package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debug leftovers, white space, endings, long lines. */
class HygieneRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js|console.log(x);|blocking: leftover debug statement (console.log) in a.js @1",
        "a.ts|  debugger;|blocking: leftover debug statement (debugger) in a.ts @1",
        "a.py|breakpoint()|blocking: leftover debug statement (breakpoint) in a.py @1",
        "a.py|print(f\"{total=}\")|blocking: leftover debug statement (print) in a.py @1",
        "a.java|e.printStackTrace();|blocking: leftover debug statement (printStackTrace) in a.java"
            + " @1",
        "a.go|fmt.Println(\"DEBUG\", x)|blocking: leftover debug statement (fmt.Println) in a.go"
            + " @1",
        "a.c|printf(\"here\\n\");|blocking: leftover debug statement (printf) in a.c @1",
        "a.rb|puts 'got here'|blocking: leftover debug statement (puts) in a.rb @1",
        "a.exs|IEx.pry|blocking: leftover debug statement (IEx.pry) in a.exs @1",
        "a.py|import pdb; pdb.set_trace()|blocking: leftover debug statement (import pdb) in a.py"
            + " @1",
        "a.cs|Console.WriteLine(x);|blocking: leftover debug statement (Console.WriteLine) in a.cs"
            + " @1",
        "a.rs|dbg!(x);|blocking: leftover debug statement (dbg!) in a.rs @1",
        "a.rb|binding.pry|blocking: leftover debug statement (binding.pry) in a.rb @1",
        "a.php|var_dump($x);|blocking: leftover debug statement (var_dump) in a.php @1",
        "a.mts|  debugger;|blocking: leftover debug statement (debugger) in a.mts @1",
        "a.astro|  debugger;|blocking: leftover debug statement (debugger) in a.astro @1",
        "a.pyw|breakpoint()|blocking: leftover debug statement (breakpoint) in a.pyw @1",
        "test/a.js|debugger;|blocking: leftover debug statement (debugger) in test/a.js @1",
        "x/y/a.c|int a;\\t|advice: trailing white space @1",
        "a.c|\\s\\tint a;|advice: a blank before a tab in the indentation @1",
        "a.c|// TODO make it faster|advice: a note about later work without a reference @1"
      })
  void hygieneNamesWhatIsWrong(String path, String line, String finding) {
    String diff = RulePanel.created(path, line.translateEscapes());

    assertEquals(List.of(finding), RulePanel.findings("hygiene", diff));
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
        "scripts/build.js|console.log(x);",
        "src/cli.ts|console.log(usage);",
        "src/BillingCli.java|System.out.println(x);",
        "test/a.js|console.log(x);",
        "src/server.js|console.log('up');",
        "src/a.js|console.log('listening on ' + port);",
        "vendor/a.js|debugger;",
        "a.md|console.log(x);",
        "a.c|// TODO(#12) make it faster",
        "a.c|// FIXME ABC-12: later",
        "a.md|TODO list"
      })
  void hygieneLetsOrdinaryLinesPass(String path, String line) {
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created(path, line)));
  }

  @Test
  void whatTurnsTheDirectionOfReadingIsRefusedByItsCodePoints() {
    String line = "if (a != \"user\u202e \u2066// admin\u2069 \u2066\") {";
    String what = "bidirectional control characters (U+202E, U+2066, U+2069)";

    assertEquals(
        List.of("blocking: " + what + " in a.js @1"),
        RulePanel.findings("hygiene", RulePanel.created("a.js", line)));
    assertEquals(
        List.of("advice: " + what + " in a.md @1"),
        RulePanel.findings("hygiene", RulePanel.created("a.md", line)));
    assertEquals(
        List.of(),
        RulePanel.findings("hygiene", RulePanel.created("he.json", "\u05d0\u200f 1\u200e")));
  }

  @Test
  void theWhiteSpaceOfDocumentsIsNotLookedAt() {
    assertEquals("READY", RulePanel.status("hygiene", RulePanel.created("a.md", "words  ")));
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created("a.md", "words  ")));
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created("a.md", "words ")));
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created("a.txt", "words  ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vendor/x/a.js",
        "web/node_modules/x/a.js",
        "third_party/a.c",
        "a.min.js",
        "api.pb.go",
        "yarn.lock",
        "package-lock.json",
        "src/generated/A.java",
        "a.generated.ts"
      })
  void theWhiteSpaceOfFilesFromElsewhereIsNotLookedAt(String path) {
    String diff = RulePanel.created(path, "a ", "b\t", " \tc", "d\r");

    assertEquals(List.of(), RulePanel.findings("hygiene", diff));
    assertEquals(diff, TidyAuthor.repair(RulePanel.diff(diff), diff), "nor repaired");
  }

  @Test
  void theWhiteSpaceOfAFileThatSaysItIsGeneratedIsNotLookedAt() {
    String made = RulePanel.created("a.go", "// Code generated by x. DO NOT EDIT.", "a ");
    String other = RulePanel.created("a.go", "// Code by x.", "a ");

    assertEquals(List.of(), RulePanel.findings("hygiene", made));
    assertEquals(List.of("advice: trailing white space @2"), RulePanel.findings("hygiene", other));
  }

  @Test
  void linesThatEndOtherwiseThanTheirFileAreNamed() {
    String mixed = RulePanel.changed("a.c", " a\r", " b\r", "+c", "+d\r", "+e\r");
    String whole = RulePanel.changed("a.c", " a\r", " b\r", "+d\r");
    String last =
        RulePanel.changed("a.c", " a\r", " b\r", "-c", "\\ No newline", "+d", "\\ No newline");

    assertEquals(
        List.of("blocking: mixed line endings: most lines end differently in a.c @12"),
        RulePanel.findings("hygiene", mixed));
    assertEquals("READY", RulePanel.status("hygiene", whole));
    assertEquals("READY", RulePanel.status("hygiene", last));
  }

  @Test
  void anOverlongLineIsAdviceUnlessItIsData() {
    String line = "x".repeat(401);

    assertEquals(
        List.of("advice: a line of more than 400 characters @1"),
        RulePanel.findings("hygiene", RulePanel.created("a.c", line)));
    assertEquals("READY", RulePanel.status("hygiene", RulePanel.created("a.c", line)));
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created("a.svg", line)));
  }

  @Test
  void theLineEndsOfAnImageDoNotBlock() {
    String lines = "<svg>\r";

    assertEquals(
        "READY", RulePanel.status("hygiene", RulePanel.created("p.svg", lines, "<g/>", "</svg>")));
    assertEquals(
        "NOT_READY",
        RulePanel.status("hygiene", RulePanel.created("p.c", lines, "<g/>", "</svg>")));
  }
}

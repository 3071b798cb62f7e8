package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "a.rs|dbg!(x);|blocking: leftover debug statement (dbg!) in a.rs @1",
        "a.rb|binding.pry|blocking: leftover debug statement (binding.pry) in a.rb @1",
        "a.php|var_dump($x);|blocking: leftover debug statement (var_dump) in a.php @1",
        "test/a.js|console.log(x);|advice: leftover debug statement (console.log) in test/a.js @1",
        "x/y/a.c|int a;\\t|blocking: trailing white space in y/a.c @1",
        "a.c|\\s\\tint a;|blocking: a blank before a tab in the indentation in a.c @1",
        "a.c|// TODO make it faster|advice: a note to do something later without a reference in a.c"
            + " @1"
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
        "a.md|console.log(x);",
        "a.c|// TODO(#12) make it faster",
        "a.c|// FIXME ABC-12: later",
        "a.md|TODO list"
      })
  void hygieneLetsOrdinaryLinesPass(String path, String line) {
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created(path, line)));
  }

  @Test
  void aLineBreakOfMarkdownIsNoDamage() {
    assertEquals("READY", RulePanel.status("hygiene", RulePanel.created("a.md", "words  ")));
    assertEquals("NOT_READY", RulePanel.status("hygiene", RulePanel.created("a.md", "words ")));
    assertEquals("NOT_READY", RulePanel.status("hygiene", RulePanel.created("a.txt", "words  ")));
  }

  @Test
  void linesThatEndOtherwiseThanTheirFileAreNamed() {
    String mixed = RulePanel.changed("a.c", " a\r", " b\r", "+c", "+d\r", "+e\r");
    String whole = RulePanel.changed("a.c", " a\r", " b\r", "+d\r");
    String last =
        RulePanel.changed("a.c", " a\r", " b\r", "-c", "\\ No newline", "+d", "\\ No newline");

    assertEquals(
        List.of("blocking: mixed line endings: most lines end otherwise in a.c @12"),
        RulePanel.findings("hygiene", mixed));
    assertEquals("READY", RulePanel.status("hygiene", whole));
    assertEquals("READY", RulePanel.status("hygiene", last));
  }

  @Test
  void anOverlongLineIsAdviceUnlessItIsData() {
    String line = "x".repeat(401);

    assertEquals(
        List.of("advice: a line of more than 400 characters in a.c @1"),
        RulePanel.findings("hygiene", RulePanel.created("a.c", line)));
    assertEquals("READY", RulePanel.status("hygiene", RulePanel.created("a.c", line)));
    assertEquals(List.of(), RulePanel.findings("hygiene", RulePanel.created("a.svg", line)));
  }
}

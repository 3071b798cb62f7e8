package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffFault;
import crossreview.diff.text.TextAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines with a plus or a minus are a change where they are code, and a list where they are not. */
class MarkRunsTest {
  private static final String MIX =
      " function f(user) {\n-  if (user === null) {\n+  if (user == null) {\n     return 0;\n   }\n"
          + "-  return user.id;\n+  debugger; return eval(user.id);\n }\n";

  private static final Pattern TEXT =
      Pattern.compile(".*\\.(?:md|java|json|ya?ml|sh|xml|toml|txt|properties|js|py|svg)");

  private static List<DiffFault> faults(String label, String text) {
    return TextAnalysis.of(label, "text/plain", text).faults();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MIX,
        "-  return user;\n+  debugger; return user;\n",
        "src/a.js\n\n" + MIX,
        "Please review this change to src/a.js:\n\n" + MIX + "\nThanks!\n",
        "```diff\n" + MIX + "```\n",
        "src/a.js:\n   function f(user) {\n-  return user;\n+  debugger; return user;\n }\n",
        "In src/a.js:\n-  return user;\n+  debugger; return user;\n",
        "src/a.js\n+  debugger;\n+  console.log(user);\n+  eval(x)\n",
        "src/a.js\n-  checkPassword(user);\n",
        " function f(user) {\n-  checkPassword(user);\n }\n",
        "-  step(7);\n-  step(8);\n",
        "-  step(7);\n+  debugger; console.log(7);\n",
        "-timeout=10\n+timeout=20\n",
        "-  timeout: 10 # seconds\n+  timeout: 20 # seconds\n",
        "-    if user == 0:\n+    if user != 0:\n",
        "-from a.b import c\n+from a.b import d\n",
        "-    <b>one</b>\n+    <script>two()</script>\n",
        "-  \"port\": 80,\n+  \"port\": 81,\n",
        "@@\nexpression x;\n@@\n- foo(x)\n+ bar(x)\n"
      })
  void codeWithMarksIsAChangeWhateverTheTextIsCalled(String text) {
    for (String label : List.of("stdin", "x.js")) {
      List<DiffFault> faults = faults(label, text);

      assertEquals(1, faults.size(), faults::toString);
      assertTrue(faults.getFirst().reason().contains("without its headers"), faults::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Plan\n\n- read the file (a.js); then parse it\n+ write tests for f(x)\n- measure it\n",
        "- Removed the old parser\n"
            + "+ Added a new parser that is faster\n"
            + "- Fixed a fault (see #12)\n",
        "1.2.0\n+ added parse(text) and print(text)\n- removed the class `Old`\n1.1.0\n+ first\n",
        "- name: build\n  run: make all\n- name: test\n  run: f(x);\n",
        "steps:\n- uses: actions/checkout@v4\n- run: |\n    f(x);\n- if: a == b\n  run: g();\n",
        "The sum is\n-5 degrees at night and\n+7 degrees at noon.\n",
        "Pros and cons:\n- it costs more\n- it is slow (twice)\n+ it is simple;\n+ it works;\n",
        "| a | b |\n|---|---|\n| -1 | +2 |\n| -x; | +y; |\n",
        "---\ntitle: x\n---\n\n- `open(path)` opens;\n- `close()` closes;\n",
        "+++\ntitle = \"x\"\n+++\nText\n",
        "-- a comment; with f(x);\nselect f(x);\n-- another (one);\n",
        "Options:\n-v   be verbose\n-o FILE   write (to FILE);\n--dry-run   do nothing\n",
        "int a = b\n  - f(x);\nint c = d\n  + g(x);\n",
        "- open(path)\n- close()\n- read(n)\n",
        "# How\n\n"
            + "Text that is long enough.\n\n"
            + "And more text.\n\n"
            + "```diff\n"
            + "-return 1;\n"
            + "+return 2;\n"
            + "```\n"
      })
  void listsPlansTablesAndSumsStayPlainTexts(String text) {
    assertEquals(List.of(), faults("stdin", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+f(x);\n g(x);\n",
        "{\"old_string\": \"x\",\n",
        "<old>x\n",
        "begin 644 x\nMAAAA\n",
        "a    b\n"
      })
  void aLongTextIsReadInTimeThatGrowsWithIt(String line) {
    String text = line.repeat(60_000) + "}\n";

    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> TextAnalysis.of("stdin", "text/plain", text));
  }

  @Test
  void aSemanticPatchThatIsAFileIsASource() {
    assertEquals(List.of(), faults("scripts/x.cocci", "@@\n@@\n- foo(x)\n+ bar(x)\n"));
  }

  /** The documents, sources and settings of this repository are as ordinary as any. */
  @Test
  void theProjectsOwnFilesStayPlainTexts() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CHANGELOG.md")));
    for (String folder : List.of("docs", "src/main/java", "conf")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
          paths.filter(path -> TEXT.matcher(path.toString()).matches()).forEach(files::add);
        }
      }
    }
    assertTrue(files.size() > 500, "files: " + files.size());
    List<String> alarms = new ArrayList<>();
    for (Path file : files) {
      TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", Files.readString(file));
      boolean diff = reading.isDiff() && reading.faults().isEmpty();
      if (!diff && !reading.faults().isEmpty()) {
        alarms.add(file + ": " + reading.summary());
      }
    }
    assertEquals(List.of(), alarms);
  }
}

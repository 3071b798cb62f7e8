package crossreview.diff.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.text.TextAnalysis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only says that something changed is told from what shows it. */
class ChangeSummaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "M\tsrc/a.py\n",
        "src/a.py\nsrc/k.py\n",
        "README.md\n",
        "Makefile.am\nsrc/lib/Makefile\n",
        "c29d60d Change two files\n",
        "c29d60d (HEAD -> main, tag: v1) Change two files\n1a2b3c4 Add it\n",
        "* c29d60d Merge\n|\\  \n| * 1a2b3c4 Add it\n|/  \n* 9a2b3c4 Begin\n",
        "commit c29d60d33861a6da3627f546716ad91a99e0d131\nAuthor: A <a@b.example>\nDate:   Fri\n\n"
            + "    Change two files\n",
        "commit c29d60d33861a6da3627f546716ad91a99e0d131\nAuthor: A <a@b.example>\nDate:   Fri\n\n"
            + "    Change\n\n src/a.py | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n",
        "Files p/x and q/x differ\nOnly in q: y\n",
        " M src/a.py\n?? src/k.py\nR  src/b.py -> src/c.py\n",
        "M       src/a.py\nA       src/k.py\n",
        " {p => q}/x | 3 ++-\n 1 file changed, 2 insertions(+), 1 deletion(-)\n",
        " src/a.py | 2 \u001b[32m+\u001b[m\u001b[31m-\u001b[m\n 1 file changed, 1 insertion(+)\n",
        "src/a.py\nna me.txt\n\"n\\303\\244.txt\"\nMakefile\ntests/b.py\nlib/c.py\n",
        "?? \"a b.txt\"\n M src/a.py\n",
        "## main...origin/main\n M src/a.py\n",
        "1 .M N... 100644 100644 100644 c29d60d33861 c29d60d33861 src/a.py\n? b.txt\n",
        "On branch main\nChanges not staged for commit:\n  (use \"git add <file>...\" to update)\n"
            + "\tmodified:   src/a.py\n\nno changes added to commit (use \"git add\")\n",
        "100644 c29d60d33861a6da3627f546716ad91a99e0d131 0\tsrc/a.py\n",
        "100644 blob c29d60d33861a6da3627f546716ad91a99e0d131\tsrc/a.py\n",
        "+ c29d60d33861a6da3627f546716ad91a99e0d131\n",
        "c29d60d33861a6da3627f546716ad91a99e0d131\n",
        "* main c29d60d Change two files\n  next 1a2b3c4 Add it\n"
      })
  void aTextThatShowsNoChangedLineHasNothingToReview(String text) {
    TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", text);

    assertTrue(reading.isContentless(), reading::summary);
    assertFalse(reading.kind().contains("plain text"), reading::summary);
    assertTrue(TextAnalysis.of("x.diff", "text/x-diff", text).isContentless(), "named a diff");
    String asked = "Are these the right ones?\n" + text;
    assertFalse(TextAnalysis.of("stdin", "text/plain", asked).isContentless(), "a question");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A sentence about a.\n",
        "One line of words\n",
        "version\n2.14\n",
        "*.class\n/target\nbuild/\n",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709  a.txt\n",
        "deadbeef is a word of hackers, and this is a document\nand its second line\n",
        "I am here\n",
        "  name.txt is what it reads\n",
        "a | 2\nb | 3\n",
        "apple\nbanana\ncherry\n",
        "Use src/a.py\nwhen it is read.\n",
        "src/a.py holds the rules.\n",
        "requests\nflask\nsrc/a.py\n"
      })
  void wordsAreNoSummary(String text) {
    assertFalse(TextAnalysis.of("stdin", "text/plain", text).isContentless(), text);
  }

  /** The sections of a resource, each a title and a text. */
  private static List<Arguments> sections(String name) throws IOException {
    try (InputStream in = ChangeSummaryTest.class.getResourceAsStream("/diff/" + name)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("(?m)^#### ")
          .splitAsStream(all)
          .filter(section -> !section.isEmpty())
          .map(section -> section.split("\n", 2))
          .map(parts -> Arguments.of(parts[0], parts[1].translateEscapes()))
          .toList();
    }
  }

  static List<Arguments> summaries() throws IOException {
    return sections("summaries.txt");
  }

  static List<Arguments> prose() throws IOException {
    return sections("prose.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("summaries")
  void aTextThatOnlyNamesChangesHasNothingToReview(String title, String text) {
    for (String name : List.of("stdin", "x.diff", "out.txt")) {
      TextAnalysis reading = TextAnalysis.of(name, "text/plain", text);

      assertTrue(reading.isContentless(), () -> title + ": " + reading.summary());
      assertFalse(reading.kind().contains("plain text"), reading::summary);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("prose")
  void whatPeopleWriteForPeopleIsRead(String title, String text) {
    TextAnalysis reading = TextAnalysis.of("stdin", "text/plain", text);

    assertFalse(reading.isContentless(), () -> title + ": " + reading.summary());
    assertEquals(List.of(), reading.faults());
  }

  @Test
  void aDocumentOfShortOrdersIsReadIfItsNameSaysSo() {
    String orders = "Add the parser\nRemove the old reader\n";

    assertTrue(TextAnalysis.of("stdin", "text/plain", orders).isContentless());
    for (String name : List.of("plan.md", "docs/TODO", "roadmap.txt")) {
      assertFalse(TextAnalysis.of(name, "text/plain", orders).isContentless(), name);
    }
  }

  @Test
  void aLogWithADiffInAnotherFormIsNoSummary() {
    String log = "changeset:   1:9117c6561b0b\nuser:        Ann\nsummary:     Change\n\n";
    TextAnalysis reading = TextAnalysis.of("stdin", "", log + "2c2\n< return 1\n> return 2\n");

    assertFalse(reading.isContentless(), reading::summary);
    assertEquals(1, reading.faults().size());
  }

  @Test
  void aFileThatIsAListByItsNatureIsReviewed() {
    assertFalse(TextAnalysis.of(".gitignore", "text/plain", "a.txt\nb.txt\n").isContentless());
  }
}

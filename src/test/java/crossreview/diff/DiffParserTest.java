package crossreview.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffParser.ParsedDiff;
import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.FileMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiffParserTest {
  private static final String HUNK = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";

  static List<String> readable() {
    return List.of(
        demo(),
        demo().stripTrailing(),
        demo().replace("\n", "\r\n"),
        HUNK,
        "From 1234 Mon\nSubject: x\n\n+1\n---\n x | 2 +-\n\n" + demo() + "-- \n2.40.1\n\n",
        "commit 12\n\n    words\n\n" + HUNK + "\ncommit 34\n\n    words\n\n" + HUNK,
        "Index: x\n====\n" + HUNK + "Index: x\n====\n" + HUNK,
        "--- a/x\n+++ b/x\n@@ -1,1 +1 @@ a @@ b\n-a\n\\ No newline at end of file\n+b\n",
        "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n",
        "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n--- x\n-++ y\n+a\n",
        "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n",
        "diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n",
        "diff --git a/x b/x\n"
            + "index 1..2\n"
            + "GIT binary patch\n"
            + "literal 1\n"
            + "IcmZPo00\n\n"
            + "literal 0\n"
            + "H$\n\n",
        "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n" + HUNK);
  }

  @ParameterizedTest
  @MethodSource("readable")
  void whatIsReadIsPrintedAsItWas(String text) {
    ParsedDiff parsedDiff = DiffParser.parse(text);

    assertEquals(List.of(), parsedDiff.faults());
    assertEquals(text, parsedDiff.diff().print());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--- a/x\\n+++ b/x\\n@@ -1,2 +1,2 @@\\n a\\n-b\\n+c\\n+d\\n|7|more lines",
        "--- a/x\\n+++ b/x\\n@@ -1,2 +1,2 @@\\n a\\n-b\\n+c\\n d\\n|7|more lines",
        "--- a/x\\n+++ b/x\\n@@ -1,3 +1,3 @@\\n a\\n-b\\n+c\\n|3|fewer lines",
        "--- a/x\\n+++ b/x\\n@@ -1,3 +1,3 @@\\n"
            + " a\\n-b\\n+c\\ndiff --git a/y b/y\\nold mode 100644\\nnew mode 100755\\n|7|fewer"
            + " lines",
        "--- a/x\\n+++ b/x\\n@@ -1 +1,2 @@\\n-a\\n-b\\n+c\\n|5|more lines",
        "--- a/x\\n+++ b/x\\n@@ -1 +x @@\\n a\\n|3|cannot be read",
        "--- a/x\\n+++ b/x\\n+a\\n|2|there is no hunk",
        "--- /dev/null\\n+++ /dev/null\\n@@ -0,0 +1 @@\\n+a\\n|2|both names are /dev/null",
        "diff --git a/x b/d/y\\nsimilarity index 90%\\nrename from x\\nrename to"
            + " d/y\\n|1|the content changed",
        "diff --git a/x b/x\\ndissimilarity index 90%\\n|1|the content changed",
        "@@ -1 +1 @@\\n-a\\n+b\\n|1|does not belong to a file",
        "diff --cc x\\nindex 1,2..3\\n@@@ -1,1 -1,1 +1,1 @@@\\n|1|merge"
      })
  void whatIsBrokenIsNamedWithItsLine(String escaped, int line, String reason) {
    String text = escaped.translateEscapes();

    ParsedDiff parsedDiff = DiffParser.parse(text);

    assertEquals(1, parsedDiff.faults().size(), parsedDiff.faults().toString());
    DiffFault fault = parsedDiff.faults().getFirst();
    assertEquals(line, fault.line(), fault.reason());
    assertTrue(fault.reason().contains(reason), fault.reason());
    assertEquals(text, parsedDiff.diff().print(), "no line is lost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--- a/x.c\\t2024\\n+++ b/x.c\\t2024\\n|x.c|CHANGED",
        "--- /dev/null\\n+++ b/a b.c\\n|a b.c|CREATED",
        "--- a/old.c\\n+++ /dev/null\\n|old.c|DELETED",
        "--- \"a/na\\\\303\\\\257ve\\\\t.c\"\\n+++"
            + " \"b/na\\\\303\\\\257ve\\\\t.c\"\\n|naïve\\t.c|CHANGED",
        "--- a/x.c\\r\\n+++ b/x.c\\r\\n|x.c|CHANGED"
      })
  void aHeaderNamesTheFile(String escaped, String path, ChangeType changeType) {
    String text = escaped.translateEscapes() + "@@ -1 +1 @@\n-a\n+b\n";

    FileMetadata fileMetadata = facts(text);

    assertEquals(path.translateEscapes(), fileMetadata.path());
    assertEquals(changeType, fileMetadata.changeType());
  }

  @Test
  void aFileWithoutHunksIsNamedByItsFirstLine() {
    String renamed = "diff --git a/x b/d/y\nsimilarity index 100%\nrename from x\nrename to d/y\n";

    assertEquals(new FileMetadata("d/y", ChangeType.CHANGED, false, true), facts(renamed));
    assertTrue(facts("diff --git a/x b/x\nBinary files a/x and b/x differ\n").binary());
  }

  private static FileMetadata facts(String text) {
    return DiffParser.parse(text).diff().files().getFirst().fileMetadata();
  }

  static String demo() {
    try (InputStream in = DiffParserTest.class.getResourceAsStream("/demo/change.diff")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

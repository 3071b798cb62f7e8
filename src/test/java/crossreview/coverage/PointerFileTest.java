package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that only says where its content is shows nothing of it. */
class PointerFileTest {
  private static String file(String path) {
    return "diff --git a/%1$s b/%1$s\nindex 1..2\n--- a/%1$s\n+++ b/%1$s\n".formatted(path)
        + "@@ -1 +1 @@\n-a\n+b\n";
  }

  private static ArtifactScope scope(String text) {
    return ArtifactScope.of(artifact(text), text, List.of());
  }

  private static String pointer(String path, String... lines) {
    String head = "diff --git a/%1$s b/%1$s\nindex 1..2\n--- a/%1$s\n+++ b/%1$s\n".formatted(path);
    return head + "@@ -1,9 +1,9 @@\n" + String.join("\n", lines) + "\n";
  }

  private static String object(String path) {
    return pointer(
            path,
            " version https://git-lfs.github.com/spec/v1",
            "-oid sha256:" + "1".repeat(64),
            "-size 5",
            "+oid sha256:" + "2".repeat(64),
            "+size 6")
        .replace("1,9", "1,3");
  }

  private static String submodule(String path) {
    return pointer(
            path, "-Subproject commit " + "1".repeat(40), "+Subproject commit " + "2".repeat(40))
        .replace("1,9", "1");
  }

  @Test
  void aPointerIsExcludedAsWhatItPointsTo() {
    ArtifactScope scope = scope(object("m.bin") + submodule("lib/x.js") + file("c.c"));

    assertEquals(Map.of(1, "Git LFS object", 2, "submodule"), scope.excluded());
    assertTrue(scope(object("data.csv") + submodule("lib")).recorded().nothingLeft());
  }

  @Test
  void whatIsDeletedIsWhatItPointedTo() {
    String text =
        "diff --git a/lib b/lib\ndeleted file mode 160000\n--- a/lib\n+++ /dev/null\n"
            + "@@ -1 +0,0 @@\n-Subproject commit "
            + "1".repeat(40)
            + "\n\\ No newline at end of file\n";

    assertEquals(Map.of(1, "submodule"), scope(text + file("c.c")).excluded());
  }

  @Test
  void aPointerInThePlaceOfSourceIsMissing() {
    assertEquals(
        Map.of(1, "source by its name, and the change shows a pointer of Git LFS instead"),
        scope(object("src/model.py") + file("c.c")).missing());
  }

  /** A pointer to a new object with some extensions, each of which is a line. */
  private static String extended(int extensions) {
    StringBuilder text = new StringBuilder("+version https://git-lfs.github.com/spec/v1\n");
    for (int i = 0; i < extensions; i++) {
      text.append("+ext-0-line").append(i).append(" sha256:1\n");
    }
    text.append("+oid sha256:" + "1".repeat(64) + "\n+size 5\n");
    return "diff --git a/m.bin b/m.bin\nnew file mode 100644\n--- /dev/null\n+++ b/m.bin\n"
        + "@@ -0,0 +1,%d @@\n".formatted(extensions + 3)
        + text;
  }

  @Test
  void aPointerHasTwoToSixteenLinesAndNamesAnObject() {
    String head = "diff --git a/m.bin b/m.bin\n--- a/m.bin\n+++ b/m.bin\n@@ -1,2 +1,2 @@\n";
    String oid = "oid sha256:" + "1".repeat(64);

    assertEquals("Git LFS object", scope(extended(13)).excluded().get(1));
    assertEquals(Map.of(), scope(extended(14)).excluded());
    assertEquals(
        "Git LFS object", scope(head + " " + oid + "\n-size 5\n+size 6\n").excluded().get(1));
    assertEquals(
        Map.of(),
        scope(head.replace(",2", "") + "-" + oid.replace('1', '2') + "\n+" + oid + "\n")
            .excluded());
    assertEquals(Map.of(), scope(head + "-size 5\n-size 7\n+size 6\n+size 8\n").excluded());
  }

  @ParameterizedTest
  @CsvSource({"+size 6;+debugger;", "+size 6;+Subproject commit 1234567"})
  void aTextThatOnlyBeginsLikeAPointerIsReviewed(String last) {
    String text = object("m.bin").replace("+size 6", last.replace(";", "\n").strip());

    ArtifactScope scope = scope(text.replace("+1,3", "+1,4") + file("c.c"));

    assertEquals(Map.of(), scope.excluded());
  }
}

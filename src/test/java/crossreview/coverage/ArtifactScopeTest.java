package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.PartNumbers;
import crossreview.model.PathGlob;
import crossreview.model.material.Artifact;
import crossreview.model.material.FileRuling;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of a change has a reason, and what nobody can see blocks. */
class ArtifactScopeTest {
  private static final String HUNK = "@@ -1 +1 @@\n-a\n+b\n";

  private static String file(String path) {
    return "diff --git a/%1$s b/%1$s\nindex 1111111..2222222 100644\n--- a/%1$s\n+++ b/%1$s\n%2$s"
        .formatted(path, HUNK);
  }

  private static String binary(String path) {
    return "diff --git a/%1$s b/%1$s\nindex 1..2 100644\nBinary files a/%1$s and b/%1$s differ\n"
        .formatted(path);
  }

  private static String encoded(String path) {
    return "diff --git a/%1$s b/%1$s\nindex 1..2\nGIT binary patch\nliteral 1\nIcmZPo0000\n\n"
        .formatted(path);
  }

  private static ArtifactScope scope(String text, FileExclusion... exclusions) {
    return ArtifactScope.of(artifact(text), text, List.of(exclusions));
  }

  @ParameterizedTest
  @CsvSource({
    "web/package-lock.json, lock file",
    "Cargo.lock, lock file",
    "go.sum, lock file",
    "vendor/github.com/x/y.go, vendored",
    "a/node_modules/b.js, vendored",
    "api/v1.pb.go, generated",
    "static/app.min.js, generated",
    "src/generated/A.java, generated"
  })
  void aFileThatNobodyWroteHereIsExcludedWithItsReason(String path, String reason) {
    ArtifactScope scope = scope(file(path) + file("src/a.c"));

    assertEquals(Map.of(1, reason), scope.excluded());
    assertEquals(path + " (" + reason + ")", scope.recorded().exclusions());
    assertEquals(
        file(path).replace(HUNK, "") + file("src/a.c"), DiffExcerpt.of(scope, scope.all()));
  }

  @ParameterizedTest
  @CsvSource({
    "gradlew",
    "src/lock.c",
    "vendor.c",
    "bin/vendor",
    "generated.py",
    "bin/generated",
    "locks/a.lock.md"
  })
  void aFileThatOnlySoundsSoIsReviewed(String path) {
    assertEquals(Map.of(), scope(file(path)).excluded());
  }

  @Test
  void aBinaryFileIsExcludedAndAnImageIsCalledSo() {
    ArtifactScope scope = scope(binary("a.bin") + binary("b.PNG") + file("c.c"));

    assertEquals(Map.of(1, "binary", 2, "image"), scope.excluded());
    assertTrue(scope.whole());
  }

  @ParameterizedTest
  @CsvSource({"src/c.js", "a.PY", ".env", "conf/app.yaml", "README.md", "Dockerfile", "query.sql"})
  void aTextThatGitCallsBinaryIsMissingByName(String path) {
    for (String change : List.of(binary(path), encoded(path))) {
      ArtifactScope scope = scope(change + file("c.c"));

      assertEquals(Map.of(), scope.excluded());
      assertEquals(
          "a text by its name, and binary for git: it has a NUL byte, or is not UTF-8",
          scope.missing().get(1));
    }
  }

  @Test
  void aVendoredOrDeletedTextThatGitCallsBinaryIsExcluded() {
    String deleted =
        "diff --git a/old.js b/old.js\ndeleted file mode 100644\nindex 1..0\n"
            + "Binary files a/old.js and /dev/null differ\n";

    ArtifactScope scope = scope(binary("vendor/a.js") + deleted + file("c.c"));

    assertEquals(Map.of(1, "vendored", 2, "binary"), scope.excluded());
    assertEquals(Map.of(), scope.missing());
  }

  @Test
  void whatIsExcludedOrMissingIsNotShown() {
    String unseen = "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";

    ArtifactScope scope = scope(file("a.c") + binary("a.bin") + unseen + file("go.sum"));

    assertEquals("1-4", PartNumbers.of(scope.all()));
    assertEquals("1", PartNumbers.of(scope.shown()));
  }

  @Test
  void anExcludedFileWithContentLeavesSomethingOut() {
    assertFalse(scope(file("a.c") + file("go.sum")).whole());
    assertFalse(scope(encoded("a.bin")).whole());
  }

  @Test
  void anExcludedFileWithoutContentLeavesNothingOut() {
    String moved = "diff --git a/go.sum b/x/go.sum\nrename from go.sum\nrename to x/go.sum\n";

    assertTrue(scope(moved + file("a.c")).whole());
  }

  @Test
  void anUnreadableHunkIsShownAsItIs() {
    assertEquals(Map.of(), scope(file("a.c").replace("-1 +1", "-1,3 +1,3")).missing());
  }

  @Test
  void aCombinedDiffIsShownAsItIs() {
    String combined =
        "diff --cc a.c\nindex 1,2..3\n--- a/a.c\n+++ b/a.c\n@@@ -1 -1 +1 @@@\n--a\n++b\n";

    assertEquals(Map.of(), scope(combined).missing());
  }

  @Test
  void eachMissingFileHasItsOwnReason() {
    String names = "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n";
    String unseen = "diff --git a/b.c b/b.c\nindex 1111111..2222222 100644\n";

    assertEquals(
        Map.of(
            1, "there is no hunk after the names of a file",
            2, "there is no hunk, although the content changed"),
        scope(names + unseen).missing());
  }

  @Test
  void moreReasonsThanAJournalLineHoldsAreOneMoreReason() {
    StringBuilder text = new StringBuilder();
    List<FileExclusion> exclusions = new ArrayList<>();
    for (int i = 10; i < 28; i++) {
      text.append(file("f" + i + ".c"));
      exclusions.add(new FileExclusion(new PathGlob("f" + i + ".c"), "reason " + i));
    }
    text.append(file("g.c"));
    exclusions.add(new FileExclusion(new PathGlob("g.c"), "reason 10"));

    List<PartGroup> groups =
        scope(text.toString(), exclusions.toArray(FileExclusion[]::new)).recorded().excluded();

    assertEquals(ReviewScope.GROUPS_MAX, groups.size());
    assertEquals("1,19", groups.getFirst().numbers());
    assertEquals(
        new PartGroup("and others", "16-18", 3, List.of("f25.c", "f26.c", "f27.c")),
        groups.getLast());
  }

  @Test
  void aReasonNamesTheFirstFilesAndCountsTheOthers() {
    StringBuilder text = new StringBuilder();
    for (int i = 10; i < 20; i++) {
      text.append(file("vendor/f" + i + ".c"));
    }

    PartGroup group = scope(text.toString()).recorded().excluded().getFirst();

    assertEquals(10, group.files());
    assertEquals(PartGroup.PLACES_MAX, group.places().size());
    assertTrue(group.words().endsWith("vendor/f17.c and 2 more (vendored)"), group.words());
  }

  @Test
  void theConfigurationExcludesByGlob() {
    FileExclusion docs = new FileExclusion(new PathGlob("docs/**"), "written elsewhere");

    ArtifactScope scope = scope(file("docs/a.md") + file("b.md"), docs);

    assertEquals(Map.of(1, "written elsewhere"), scope.excluded());
  }

  @Test
  void aChangeOfNothingElseHasNothingLeft() {
    assertTrue(scope(binary("a.bin") + file("go.sum")).recorded().nothingLeft());
    assertFalse(scope(binary("a.bin") + file("a.c")).recorded().nothingLeft());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "similarity index 90%\nrename from a.c\nrename to b.c\n",
        "similarity index 50%\ncopy from a.c\ncopy to b.c\n",
        "dissimilarity index 90%\n"
      })
  void aFileThatGitCallsDifferentIsMissingWithoutAHunk(String header) {
    ArtifactScope scope = scope("diff --git a/a.c b/b.c\n" + header);

    assertEquals(Map.of(1, "there is no hunk, although the content changed"), scope.missing());
  }

  @Test
  void aFileWhoseContentIsNotShownIsMissingUntilItIsExcluded() {
    String unseen = "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";

    ArtifactScope scope = scope(unseen + file("a.c"));
    ArtifactScope excluded =
        scope(unseen + file("a.c"), new FileExclusion(new PathGlob("big.txt"), "a dump"));

    assertEquals(Map.of(1, "there is no hunk, although the content changed"), scope.missing());
    assertFalse(scope.recorded().nothingLeft());
    assertEquals(Map.of(), excluded.missing());
    assertEquals(Map.of(1, "a dump"), excluded.excluded());
  }

  private static ArtifactScope ruled(String text, String path, String parts) {
    Artifact artifact = artifact(text);
    FileRuling other = new FileRuling(Digest.of("other"), path, parts, "of another text", "bob");
    FileRuling ruling = new FileRuling(artifact.sha256(), path, parts, "a dump", "eve");
    return ArtifactScope.of(artifact, text, List.of(), List.of(other, ruling));
  }

  @Test
  void aPersonsRulingExcludesAFileThatTheTextDoesNotHave() {
    String unseen = "diff --git a/big.txt b/big.txt\nindex 1111111..2222222 100644\n";

    ArtifactScope scope = ruled(unseen + file("a.c"), "big.txt", "");

    assertEquals(Map.of(1, "ruled out by eve: a dump"), scope.excluded());
    assertEquals(Map.of(), scope.missing());
  }

  @Test
  void aRulingReachesNoContentThatCouldBeShownButThePartsThatItNames() {
    String text = file("a.c") + file("b.c") + file("c.c");

    assertEquals(Map.of(), ruled(text, "b.c", "").excluded());
    assertEquals(Map.of(), ruled(text, "b.c", "3").excluded());
    assertEquals(Map.of(2, "ruled out by eve: a dump"), ruled(text, "b.c", "2").excluded());
  }

  @Test
  void aPlainTextIsNeverExcluded() {
    String text = "a\n";
    Artifact lock = new Artifact(Digest.of(text), 2, "text/plain", "go.sum");

    ArtifactScope scope = ArtifactScope.of(lock, text, List.of());

    assertEquals(Map.of(), scope.excluded());
    assertEquals(text, DiffExcerpt.of(scope, scope.all()));
  }
}

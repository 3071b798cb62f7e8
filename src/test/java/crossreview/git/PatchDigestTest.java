package crossreview.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import crossreview.diff.DiffParser;
import crossreview.model.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two diffs have the same digest only if they change the same. */
class PatchDigestTest {
  private static final String ONE =
      """
      diff --git a/a.c b/a.c
      index 1111111..2222222 100644
      --- a/a.c
      +++ b/a.c
      @@ -10,3 +10,3 @@ int main() {
       before
      -old
      +new
       after
      """;
  private static final String TWO =
      """
      diff --git a/b.sh b/b.sh
      old mode 100644
      new mode 100755
      """;
  private static final String BINARY =
      """
      diff --git a/p.png b/p.png
      index 1111111..2222222 100644
      Binary files a/p.png and b/p.png differ
      """;

  @Test
  void itDoesNotDependOnLineNumbersBlobsAndTheOrderOfFiles() {
    String moved =
        ONE.replace("@@ -10,3 +10,3 @@ int main() {", "@@ -90,3 +95,3 @@ int other() {")
            .replace("index 1111111..2222222", "index 3333333..4444444");

    assertEquals(digest(ONE + TWO), digest(moved + TWO));
    assertEquals(digest(ONE + TWO), digest(TWO + ONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+new | +nev",
        "-old | -olt",
        "' before' | ' Before'",
        "' after' | +after",
        "+new | '+new '",
        "a.c | a.h",
        "new mode 100755 | new mode 100644",
      })
  void everyByteOfContentContextPathAndModeCounts(String from, String to) {
    String other = (ONE + TWO).replace(from, to);

    assertNotEquals(ONE + TWO, other);
    assertNotEquals(digest(ONE + TWO), digest(other));
  }

  @Test
  void theOrderOfHunksCountsAndWhichFileTheyAreIn() {
    String hunk = ONE.substring(ONE.indexOf("@@"));
    String other = hunk.replace("new", "newer");

    assertNotEquals(digest(ONE + other), digest(ONE.replace(hunk, other) + hunk));
    assertNotEquals(digest(ONE), digest(ONE + hunk));
  }

  @Test
  void whatIsNotShownCountsByItsBlobs() {
    assertNotEquals(digest(BINARY), digest(BINARY.replace("..2222222", "..3333333")));
    String undecodable = ONE.replace("new", "n\uFFFDw");
    assertNotEquals(digest(undecodable), digest(undecodable.replace("..2222222", "..3333333")));
  }

  @Test
  void aRenameCountsByItsSource() {
    String rename =
        """
        diff --git a/x b/y
        similarity index 100%
        rename from x
        rename to y
        """;

    assertNotEquals(digest(rename), digest(rename.replace("from x", "from z")));
    assertEquals(digest(rename), digest(rename.replace("100%", "97%")));
  }

  private static Digest digest(String diff) {
    return PatchDigest.of(DiffParser.parse(diff).diff());
  }
}

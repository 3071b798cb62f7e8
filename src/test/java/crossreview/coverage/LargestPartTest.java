package crossreview.coverage;

import static crossreview.coverage.DiffSplitProperty.artifact;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has to divide a change is told where most of it is. */
class LargestPartTest {
  private static final String SMALL = "@@ -1 +1 @@\n-a\n+b\n";
  private static final String LARGE = "@@ -11 +11,2 @@ größer()\n-ä\n+longer\n+and longer\n";

  private static String file(String path, String... hunks) {
    String head = "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(path);
    return head + String.join("", hunks);
  }

  private static Optional<LargestPart> largest(String text) {
    return LargestPart.of(artifact(text), text);
  }

  @Test
  void theLargestHunkHasItsFileItsLineAndItsBytes() {
    LargestPart largest =
        largest(file("a.c", SMALL) + file("b.c", SMALL, LARGE) + file("c.c", SMALL)).orElseThrow();

    assertEquals(new LargestPart("b.c (line 13)", LARGE.getBytes(UTF_8).length), largest);
    assertEquals("; its largest hunk is b.c (line 13) with 51 bytes", largest.words());
  }

  @Test
  void ofTwoOfOneSizeTheFirstIsNamed() {
    assertEquals(
        "a.c (line 4)", largest(file("a.c", LARGE) + file("b.c", LARGE)).orElseThrow().place());
  }

  @Test
  void aTextWithoutHunksHasNone() {
    assertEquals(Optional.empty(), largest("nothing to divide\n"));
  }
}

package crossreview.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.Utf8Encoder.EncodedText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8EncoderTest {
  @Test
  void aTextIsItsBytes() {
    assertArrayEquals(
        "caf\u00e9\n".getBytes(StandardCharsets.UTF_8),
        Utf8Encoder.of("caf\u00e9\n", EncodedText.ARTIFACT, 100));
  }

  @Test
  void aNulIsRefusedByItsLineInEveryText() {
    ProblemException artifact =
        assertThrows(
            ProblemException.class,
            () -> Utf8Encoder.of("a\npass\0word\n", EncodedText.ARTIFACT, 100));
    ProblemException evidence =
        assertThrows(ProblemException.class, () -> Utf8Encoder.of("\0", EncodedText.EVIDENCE, 100));

    assertEquals(RequestProblem.ARTIFACT_NOT_UTF8, artifact.problem().type());
    assertEquals(
        "the artifact has U+0000 in line 2, so it is binary data and not text",
        artifact.problem().message());
    assertEquals(RequestProblem.EVIDENCE_NOT_UTF8, evidence.problem().type());
  }

  @Test
  void aChangeThatIsTooLargeIsRefusedWithItsLargestFilesAndTheSetting() {
    String change =
        "diff --git a/small b/small\n+a\n"
            + "diff --git \"a/gr\\303\\266\\303\\237e\" \"b/gr\\303\\266\\303\\237e\"\n"
            + "+b\n".repeat(1_000)
            + "diff --git a/dump b/dump\n"
            + "+c\n".repeat(400_000);

    assertEquals(
        "the artifact has 1203114 bytes, at most 1000 (limits.artifact_bytes_max), of which the"
            + " largest files are dump (1.2 MB), größe (3 kB), small (1 kB); submit a part of it,"
            + " or raise the setting",
        assertThrows(
                ProblemException.class, () -> Utf8Encoder.of(change, EncodedText.ARTIFACT, 1_000))
            .problem()
            .message());
  }

  @Test
  void aTextWithoutFilesIsRefusedByItsSizeAlone() {
    assertEquals(
        "the artifact has 20 bytes, at most 10 (limits.artifact_bytes_max); submit a part of it,"
            + " or raise the setting",
        assertThrows(
                ProblemException.class,
                () -> Utf8Encoder.of("a".repeat(20), EncodedText.ARTIFACT, 10))
            .problem()
            .message());
  }
}

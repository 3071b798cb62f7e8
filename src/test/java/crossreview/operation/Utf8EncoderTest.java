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
}

package crossreview.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.Principal;
import crossreview.access.Role;
import crossreview.access.StoreSecret;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemException;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.relay.Sealing.Seal;
import crossreview.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hosts tell each other arrives as it was said, and from nobody else. */
class TextsTest {
  @TempDir Path data;
  @TempDir Path other;

  private final FakeTime time = new FakeTime();

  private Sealing sealing(Path directory) throws Exception {
    return new Sealing(StoreSecret.open(directory, RandomGenerator.getDefault()), time);
  }

  @Test
  void aCallArrivesAsItWasMade() throws Exception {
    OperationCall operationCall =
        new OperationCall(
            new Principal("ada", Role.CALLER, "p2"), Map.of("text", "ä\n\"", "n", 3L), "k1", "r1");

    CallText.Named named = CallText.read(CallText.of("session_submit", operationCall));

    assertEquals("session_submit", named.operation());
    assertEquals(operationCall.principal(), named.operationCall().principal());
    assertEquals(operationCall.input(), named.operationCall().input());
    assertEquals("k1", named.operationCall().key());
    assertEquals("r1", named.operationCall().requestId());
  }

  static Stream<OperationResult> results() {
    return Stream.of(
        new OperationResult.ValueResult(Map.of("a", List.of(1L, "x"))),
        new OperationResult.CreatedResult(Map.of("a", 1L), "/sessions/1"),
        new OperationResult.AcceptedResult(Map.of("a", 1L), "/sessions/2"));
  }

  @ParameterizedTest
  @MethodSource("results")
  void anAnswerArrivesAsItWasGiven(OperationResult operationResult) throws Exception {
    assertEquals(operationResult, AnswerText.read(AnswerText.of(operationResult)));
  }

  @Test
  void aDocumentArrivesToTheLastByte() throws Exception {
    byte[] bytes = {0, -1, 13, 10};
    OperationResult.DocumentResult sent =
        new OperationResult.DocumentResult(Map.of("n", 4L), bytes, "text/plain");

    OperationResult.DocumentResult got =
        (OperationResult.DocumentResult) AnswerText.read(AnswerText.of(sent));

    assertArrayEquals(bytes, got.bytes());
    assertEquals("text/plain", got.mediaType());
  }

  static Stream<Problem> problems() {
    return Stream.of(
        Problem.notFound("c", "m"),
        Problem.notAllowed("c", "m"),
        Problem.conflict("c", "m"),
        Problem.invalid("c", "m", List.of(new RequestFault("/a", "must be"))),
        Problem.exhausted("c", "m"),
        new Problem.TemporaryFailure("c", "m", 7),
        Problem.damaged("c", "m"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aRefusalArrivesAsItWasSaid(Problem problem) {
    String text = AnswerText.of(problem);

    assertEquals(
        problem, assertThrows(ProblemException.class, () -> AnswerText.read(text)).problem());
  }

  @Test
  void aBugElsewhereIsNoRefusal() {
    assertThrows(IllegalStateException.class, () -> AnswerText.read(AnswerText.broken()));
  }

  @Test
  void aSignatureCountsForItsBodyItsStoreAndAMinute() throws Exception {
    Sealing ours = sealing(data);
    Seal seal = ours.call("body");

    assertTrue(sealing(data).genuine(seal, "body"), "another host of the same directory");
    assertFalse(ours.genuine(seal, "bodY"));
    assertFalse(sealing(other).genuine(seal, "body"));
    assertFalse(ours.genuine(new Seal(null, null), "body"));
    assertFalse(ours.genuine(new Seal("x", seal.signature()), "body"));
    time.advance(Duration.ofSeconds(61));
    assertFalse(ours.genuine(seal, "body"));
  }

  @Test
  void anAnswerBelongsToItsQuestion() throws Exception {
    Sealing ours = sealing(data);
    Seal one = ours.call("one");
    Seal two = ours.call("two");
    String signature = ours.answer(one, "yes");

    assertTrue(ours.genuineAnswer(one, "yes", signature));
    assertFalse(ours.genuineAnswer(two, "yes", signature));
    assertFalse(ours.genuineAnswer(one, "no", signature));
    assertFalse(ours.genuineAnswer(one, "yes", null));
    assertEquals(64, signature.getBytes(StandardCharsets.UTF_8).length);
  }
}

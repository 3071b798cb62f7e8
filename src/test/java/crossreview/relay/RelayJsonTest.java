package crossreview.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.Principal;
import crossreview.access.StoreSecret;
import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.model.SessionProblem;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.relay.MessageSigner.MessageSignature;
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
class RelayJsonTest {
  @TempDir Path data;
  @TempDir Path other;

  private final FakeTime time = new FakeTime();

  private MessageSigner sealing(Path directory) throws Exception {
    return new MessageSigner(StoreSecret.open(directory, RandomGenerator.getDefault()), time);
  }

  @Test
  void aCallArrivesAsItWasMade() throws Exception {
    OperationCall operationCall =
        new OperationCall(
            new Principal("ada", AccessRole.CALLER, "p2"),
            Map.of("text", "ä\n\"", "n", 3L),
            "k1",
            "r1");

    RelayCallJson.CallTarget callTarget =
        RelayCallJson.read(RelayCallJson.of("session_submit", operationCall));

    assertEquals("session_submit", callTarget.operation());
    assertEquals(operationCall.principal(), callTarget.operationCall().principal());
    assertEquals(operationCall.input(), callTarget.operationCall().input());
    assertEquals("k1", callTarget.operationCall().key());
    assertEquals("r1", callTarget.operationCall().requestId());
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
    assertEquals(operationResult, RelayAnswerJson.read(RelayAnswerJson.of(operationResult)));
  }

  @Test
  void aDocumentArrivesToTheLastByte() throws Exception {
    byte[] bytes = {0, -1, 13, 10};
    OperationResult.DocumentResult sent =
        new OperationResult.DocumentResult(Map.of("n", 4L), bytes, "text/plain");

    OperationResult.DocumentResult got =
        (OperationResult.DocumentResult) RelayAnswerJson.read(RelayAnswerJson.of(sent));

    assertArrayEquals(bytes, got.bytes());
    assertEquals("text/plain", got.mediaType());
  }

  static Stream<Problem> problems() {
    return ProblemCode.all().stream()
        .map(code -> code.problem("m", List.of(new RequestFault("/a", "must be"))));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aRefusalArrivesAsItWasSaid(Problem problem) {
    String text = RelayAnswerJson.of(problem);

    assertEquals(
        problem, assertThrows(ProblemException.class, () -> RelayAnswerJson.read(text)).problem());
  }

  @Test
  void aCodeOfAnotherVersionIsToldAsItCame() {
    String text = RelayAnswerJson.of(SessionProblem.PAUSED.problem("it is paused"));
    String newer = text.replace("\"paused\"", "\"code_of_tomorrow\"");

    Problem told =
        assertThrows(ProblemException.class, () -> RelayAnswerJson.read(newer)).problem();

    assertEquals(
        ClusterProblem.HOST_NOT_UNDERSTOOD.problem("code_of_tomorrow: it is paused"), told);
  }

  @Test
  void aBugElsewhereIsNoRefusal() {
    assertThrows(IllegalStateException.class, () -> RelayAnswerJson.read(RelayAnswerJson.broken()));
  }

  @Test
  void aSignatureCountsForItsBodyItsStoreAndAMinute() throws Exception {
    MessageSigner ours = sealing(data);
    MessageSignature messageSignature = ours.signCall("body");

    assertTrue(
        sealing(data).verifyCall(messageSignature, "body"), "another host of the same directory");
    assertFalse(ours.verifyCall(messageSignature, "bodY"));
    assertFalse(sealing(other).verifyCall(messageSignature, "body"));
    assertFalse(ours.verifyCall(new MessageSignature(null, null), "body"));
    assertFalse(ours.verifyCall(new MessageSignature("x", messageSignature.signature()), "body"));
    time.advance(Duration.ofSeconds(61));
    assertFalse(ours.verifyCall(messageSignature, "body"));
  }

  @Test
  void anAnswerBelongsToItsQuestion() throws Exception {
    MessageSigner ours = sealing(data);
    MessageSignature one = ours.signCall("one");
    MessageSignature two = ours.signCall("two");
    String signature = ours.signAnswer(one, "yes");

    assertTrue(ours.verifyAnswer(one, "yes", signature));
    assertFalse(ours.verifyAnswer(two, "yes", signature));
    assertFalse(ours.verifyAnswer(one, "no", signature));
    assertFalse(ours.verifyAnswer(one, "yes", null));
    assertEquals(64, signature.getBytes(StandardCharsets.UTF_8).length);
  }
}

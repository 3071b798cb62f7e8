package crossreview.operation.start;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.operation.OperationCall;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import crossreview.operation.start.StartSteps.TextStep;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a start in memory, so that a start that is refused has written nothing: no
 * session, no text, no run.
 */
final class StartPreview {
  private final StartSteps startSteps;
  private final Function<SessionId, Future<Session>> stored;
  private final ClaimPreview claimPreview;
  private final IntSupplier textBytesMax;

  /**
   * @param stored the state of a session that exists
   * @param textBytesMax the largest text that a session takes now
   */
  StartPreview(
      StartSteps startSteps,
      Function<SessionId, Future<Session>> stored,
      ClaimPreview claimPreview,
      IntSupplier textBytesMax) {
    this.startSteps = startSteps;
    this.stored = stored;
    this.claimPreview = claimPreview;
    this.textBytesMax = textBytesMax;
  }

  /** Fails with the refusal of the first step that would be refused. */
  Future<?> check(OperationCall operationCall, StartVariant startVariant, ReviewStartInput input) {
    checkFields(input);
    return before(operationCall, startVariant, input)
        .compose(session ->
            StartSteps.preview(
                startSteps.submit(),
                session,
                operationCall,
                "submit",
                TextStep.artifact(session.id(), input)))
        .compose(session -> attached(operationCall, input, session))
        .compose(session ->
            StartSteps.preview(
                    startSteps.run(),
                    session,
                    operationCall,
                    "run",
                    startVariant.run(session.id(), input))
                .compose(begun -> claimPreview.check(session, given(input))));
  }

  /** The texts that are not stored yet. */
  private static Map<Digest, String> given(ReviewStartInput input) {
    Map<Digest, String> given = new HashMap<>();
    given.put(Digest.of(input.text()), input.text());
    if (input.evidence() != null) {
      given.put(Digest.of(input.evidence()), input.evidence());
    }
    return given;
  }

  private void checkFields(ReviewStartInput input) {
    if (input.sessionId() == null && input.task() == null) {
      String message = "give session_id, to continue a session, or task, for a new one";
      throw SessionProblem.SESSION_OR_TASK.exception(message);
    }
    if (input.sessionId() != null) {
      checkAbsent("panel", input.panel());
      checkAbsent("max_cost_usd", input.maxCostUsd());
    }
    Utf8Encoder.of(input.text(), EncodedText.ARTIFACT, textBytesMax.getAsInt());
    if (input.evidence() != null) {
      Utf8Encoder.of(input.evidence(), EncodedText.EVIDENCE, textBytesMax.getAsInt());
    }
  }

  private static void checkAbsent(String field, @Nullable String value) {
    if (value != null) {
      String message = "/" + field + " is set when a session is opened";
      throw SessionProblem.SESSION_IS_OPEN.exception(message);
    }
  }

  private Future<Session> before(
      OperationCall operationCall, StartVariant startVariant, ReviewStartInput input) {
    return input.sessionId() == null
        ? StartSteps.preview(
            startSteps.open(),
            null, // of the session that is opened here
            operationCall,
            "open",
            startVariant.open(input))
        : stored.apply(input.sessionId());
  }

  private Future<Session> attached(
      OperationCall operationCall, ReviewStartInput input, Session session) {
    return input.evidence() == null
        ? Future.succeededFuture(session)
        : StartSteps.preview(
            startSteps.attach(),
            session,
            operationCall,
            "evidence",
            TextStep.evidence(session.id(), input.evidence()));
  }
}

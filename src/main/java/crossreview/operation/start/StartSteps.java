package crossreview.operation.start;

import crossreview.codec.RecordCodec;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.PeerEffort;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Operation;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.operation.artifact.ChangeInput;
import crossreview.operation.artifact.ContextInput;
import crossreview.operation.artifact.ExclusionInput;
import crossreview.operation.run.SuppressionInput;
import crossreview.operation.start.StartSteps.SpendingLimit;
import crossreview.session.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations that do one step each, and what each of them is given. */
record StartSteps(
    Operation open,
    Operation submit,
    Operation attach,
    Operation run,
    Operation poll,
    Operation cancel) {

  record OpenStep(
      @Nullable String task,
      @Nullable String reviewFocus,
      @Nullable String panel,
      @Nullable RunMode mode,
      @Nullable SpendingLimit limits) {}

  record SpendingLimit(String sessionUsd) {}

  /** A submitted text; without a label and a media type it has those of its operation. */
  record TextStep(
      SessionId sessionId,
      String text,
      @Nullable String label,
      @Nullable String mediaType,
      @Nullable ChangeInput change,
      @Nullable List<ContextInput> context,
      @Nullable List<ExclusionInput> exclusions) {
    static TextStep artifact(SessionId id, ReviewStartInput input) {
      return new TextStep(
          id,
          input.text(),
          input.label(),
          input.mediaType(),
          input.change(),
          input.context(),
          input.exclusions());
    }

    static TextStep evidence(SessionId id, String text) {
      return new TextStep(id, text, "evidence of the caller", null, null, null, null);
    }
  }

  record RunStep(
      SessionId sessionId,
      @Nullable VerdictStatus callerStatus,
      @Nullable ReasoningEffort effort,
      @Nullable RunMode mode,
      @Nullable Long maxRounds,
      @Nullable Long extraRounds,
      @Nullable SuppressionInput suppressions,
      @Nullable List<PeerEffort> efforts,
      @Nullable Digest artifact) {
    /** The same about a text that was submitted before. */
    RunStep about(Digest submitted) {
      return new RunStep(
          sessionId,
          callerStatus,
          effort,
          mode,
          maxRounds,
          extraRounds,
          suppressions,
          efforts,
          submitted);
    }
  }

  record CancelStep(SessionId sessionId, String reason) {}

  record PollStep(SessionId sessionId, long waitMs) {}

  /**
   * Takes one step of a call, under a key of its own which no one outside uses by chance.
   *
   * @param name tells the step from the others
   */
  static Future<Map<String, Object>> take(
      Operation operation, OperationCall operationCall, String name, Record input) {
    return operation
        .operationHandler()
        .handle(step(operationCall, name, input))
        .map(OperationResult::body);
  }

  /** Where such a step would lead; nothing is recorded. Fails like the step. */
  static Future<Session> preview(
      Operation operation,
      @Nullable Session before,
      OperationCall operationCall,
      String name,
      Record input) {
    return Objects.requireNonNull(operation.preview(), operation.name())
        .preview(before, step(operationCall, name, input));
  }

  private static OperationCall step(OperationCall operationCall, String name, Record input) {
    String key = operationCall.key();
    return new OperationCall(
        operationCall.principal(),
        RecordCodec.ofValue(input).write(input),
        key == null ? null : Digest.of(key + "\n" + name).value(),
        operationCall.requestId(),
        operationCall.progress(),
        operationCall.trace());
  }
}

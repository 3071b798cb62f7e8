package crossreview.operation.start;

import crossreview.codec.RecordCodec;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VerdictStatus;
import crossreview.operation.Operation.OperationHandler;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationResult;
import crossreview.operation.start.StartSteps.SpendingLimit;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that do one step each, and what each of them is given. */
record StartSteps(
    OperationHandler open,
    OperationHandler submit,
    OperationHandler attach,
    OperationHandler run,
    OperationHandler poll,
    OperationHandler cancel) {

  record OpenStep(
      @Nullable String task,
      @Nullable String reviewFocus,
      @Nullable String panel,
      @Nullable RunMode mode,
      @Nullable SpendingLimit limits) {}

  record SpendingLimit(String sessionUsd) {}

  /** A submitted text; without a label it has that of its operation. */
  record TextStep(SessionId sessionId, String text, @Nullable String label) {}

  record RunStep(
      SessionId sessionId,
      @Nullable VerdictStatus callerStatus,
      @Nullable ReasoningEffort effort,
      @Nullable RunMode mode,
      @Nullable Long maxRounds) {}

  record CancelStep(SessionId sessionId, String reason) {}

  record PollStep(SessionId sessionId, long waitMs) {}

  /**
   * Takes one step of a call, under a key of its own which no one outside uses by chance.
   *
   * @param name tells the step from the others
   */
  static Future<Map<String, Object>> take(
      OperationHandler handler, OperationCall operationCall, String name, Record input) {
    String key =
        operationCall.key() == null ? null : Digest.of(operationCall.key() + "\n" + name).value();
    return handler
        .handle(
            new OperationCall(
                operationCall.principal(),
                RecordCodec.ofValue(input).write(input),
                key,
                operationCall.requestId(),
                operationCall.progress()))
        .map(OperationResult::body);
  }
}

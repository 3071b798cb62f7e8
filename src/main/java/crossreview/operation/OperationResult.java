package crossreview.operation;

import java.util.Map;

/** What an operation answers when it is not refused. */
public sealed interface OperationResult {
  /** The answer as a value, which fits the operation's output schema. */
  Map<String, Object> body();

  /** The same answer with another body. */
  OperationResult with(Map<String, Object> other);

  /** It is done, or here is what was asked for. */
  record ValueResult(Map<String, Object> body) implements OperationResult {
    @Override
    public OperationResult with(Map<String, Object> other) {
      return new ValueResult(other);
    }
  }

  /**
   * Something new exists.
   *
   * @param path where HTTP has it, below {@code /api/v1}
   */
  record CreatedResult(Map<String, Object> body, String path) implements OperationResult {
    @Override
    public OperationResult with(Map<String, Object> other) {
      return new CreatedResult(other, path);
    }
  }

  /** Something continues after this answer; {@code path} shows how far it is. */
  record AcceptedResult(Map<String, Object> body, String path) implements OperationResult {
    @Override
    public OperationResult with(Map<String, Object> other) {
      return new AcceptedResult(other, path);
    }
  }

  /**
   * A document, as a value and as it is.
   *
   * @param bytes not to be changed
   * @param mediaType of the bytes
   */
  record DocumentResult(Map<String, Object> body, byte[] bytes, String mediaType)
      implements OperationResult {
    @Override
    public OperationResult with(Map<String, Object> other) {
      return new DocumentResult(other, bytes, mediaType);
    }
  }
}

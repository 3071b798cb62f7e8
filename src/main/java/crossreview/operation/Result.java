package crossreview.operation;

import java.util.Map;

/** What an operation answers when it is not refused. */
public sealed interface Result {
  /** The answer as a value, which fits the operation's output schema. */
  Map<String, Object> body();

  /** It is done, or here is what was asked for. */
  record Done(Map<String, Object> body) implements Result {}

  /**
   * Something new exists.
   *
   * @param path where HTTP has it, below {@code /api/v1}
   */
  record Made(Map<String, Object> body, String path) implements Result {}

  /** Something goes on after this answer; {@code path} shows how far it is. */
  record Begun(Map<String, Object> body, String path) implements Result {}

  /**
   * A document, as a value and as it is.
   *
   * @param bytes not to be changed
   * @param mediaType of the bytes
   */
  record Document(Map<String, Object> body, byte[] bytes, String mediaType) implements Result {}
}

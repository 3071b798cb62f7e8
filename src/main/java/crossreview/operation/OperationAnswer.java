package crossreview.operation;

import crossreview.operation.OperationResult.AcceptedResult;
import crossreview.operation.OperationResult.CreatedResult;
import crossreview.operation.OperationResult.DocumentResult;
import crossreview.operation.OperationResult.ValueResult;
import java.util.Map;
import java.util.function.Function;

/**
 * What a typed operation answers.
 *
 * @param body the output as a value
 * @param form what its tree becomes
 */
public record OperationAnswer<O>(O body, Function<Map<String, Object>, OperationResult> form) {
  /** It is done, or here is what was asked for. */
  public static <O> OperationAnswer<O> done(O body) {
    return new OperationAnswer<>(body, ValueResult::new);
  }

  /** Something new exists at this path below {@code /api/v1}. */
  public static <O> OperationAnswer<O> created(O body, String path) {
    return new OperationAnswer<>(body, tree -> new CreatedResult(tree, path));
  }

  /** Something continues after this answer; the path shows how far it is. */
  public static <O> OperationAnswer<O> accepted(O body, String path) {
    return new OperationAnswer<>(body, tree -> new AcceptedResult(tree, path));
  }

  /**
   * A document, as a value and as it is.
   *
   * @param bytes not to be changed
   * @param mediaType of the bytes
   */
  public static <O> OperationAnswer<O> document(O body, byte[] bytes, String mediaType) {
    return new OperationAnswer<>(body, tree -> new DocumentResult(tree, bytes, mediaType));
  }
}

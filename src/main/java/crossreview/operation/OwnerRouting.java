package crossreview.operation;

import crossreview.model.SessionId;
import io.vertx.core.Future;
import java.util.Optional;

/** Where a call is answered, when other hosts work on the same directory. Any thread. */
public interface OwnerRouting {
  /**
   * Answers a call that was checked, on the host that it belongs to.
   *
   * @param session whose writer answers
   */
  Future<OperationResult> owner(
      SessionId session, Operation operation, OperationCall operationCall);

  /**
   * Answers a call whose answer is a list of what every host has.
   *
   * @param list the field of the answers that holds the list
   */
  Future<OperationResult> everywhere(String list, Operation operation, OperationCall operationCall);

  /** Without a cluster. */
  OwnerRouting LOCAL =
      new OwnerRouting() {
        @Override
        public Future<OperationResult> owner(
            SessionId session, Operation operation, OperationCall operationCall) {
          return operation.operationHandler().handle(operationCall);
        }

        @Override
        public Future<OperationResult> everywhere(
            String list, Operation operation, OperationCall operationCall) {
          return operation.operationHandler().handle(operationCall);
        }
      };

  /** The session whose writer has to answer a call, if there is one. */
  static Optional<SessionId> writer(Operation operation, OperationCall operationCall) {
    if (operationCall.input().get("seat")
        instanceof String seat) { // a seat is where its session is written
      return SessionId.parse(seat.split("\\.", 2)[0]);
    }
    return operation.operationHints().readOnly() || !operationCall.has("session_id")
        ? Optional.empty()
        : Optional.of(operationCall.session());
  }
}

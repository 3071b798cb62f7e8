package crossreview.operation;

import crossreview.model.SessionId;
import io.vertx.core.Future;
import java.util.Optional;

/** Where a call is answered, when other hosts work on the same directory. Any thread. */
public interface Elsewhere {
  /**
   * Answers a call that was checked, on the host that it belongs to.
   *
   * @param session whose writer answers
   */
  Future<Result> owner(SessionId session, Operation operation, Call call);

  /**
   * Answers a call whose answer is a list of what every host has.
   *
   * @param list the field of the answers that holds the list
   */
  Future<Result> everywhere(String list, Operation operation, Call call);

  /** Of a host that is alone. */
  Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public Future<Result> owner(SessionId session, Operation operation, Call call) {
          return operation.handler().handle(call);
        }

        @Override
        public Future<Result> everywhere(String list, Operation operation, Call call) {
          return operation.handler().handle(call);
        }
      };

  /** The session whose writer has to answer a call, if there is one. */
  static Optional<SessionId> writer(Operation operation, Call call) {
    if (call.input().get("seat") instanceof String seat) { // a seat is where its session is written
      return SessionId.parse(seat.split("\\.", 2)[0]);
    }
    return operation.hints().readOnly() || !call.has("session_id")
        ? Optional.empty()
        : Optional.of(call.session());
  }
}

package crossreview.operation.seat;

import crossreview.access.SeatKey;
import crossreview.model.AccessProblem;
import crossreview.model.ReviewProblem;
import crossreview.operation.OperationCall;
import crossreview.operation.OperationContext;
import crossreview.peer.seat.SeatRegistry;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.session.command.SessionCommand;
import crossreview.store.index.SessionScope;
import crossreview.store.log.CommitResult;
import crossreview.time.TimestampFormat;
import io.vertx.core.Future;
import java.util.Optional;

/** Who may do what with a seat, and its lines in the journal. */
record SeatAccess(OperationContext operationContext, SeatRegistry seats) {

  /** The seat, for its holder; who may not see its session hears that there is no such seat. */
  Future<Seat> held(OperationCall operationCall, String id) {
    Seat seat = find(operationCall, id);
    return operationCall.principal().name().equals(seat.holder())
        ? Future.succeededFuture(seat)
        : scope(operationCall, seat)
            .compose(seen ->
                Future.failedFuture(
                    ReviewProblem.SEAT_NOT_CLAIMED.exception(
                        "claim seat " + seat.id() + " first; only its holder may read it")));
  }

  /** Who was invited to one seat hears of no other. */
  private Seat find(OperationCall operationCall, String id) {
    Seat seat = seats.find(id);
    if (!operationCall.principal().mayAnswer(key(seat))) {
      throw SeatRegistry.notFound(seat.id());
    }
    return seat;
  }

  /** The place of a seat, whichever call asks for it. */
  static SeatKey key(Seat seat) {
    return new SeatKey(
        seat.peerRequest().session().value(), seat.peerRequest().round(), seat.member().peer());
  }

  /** Whose session it is about. */
  Future<SessionScope> scope(OperationCall operationCall, Seat seat) {
    return operationContext
        .sessionRegistry()
        .scope(seat.peerRequest().session())
        .map(sessionScope -> {
          if (!operationCall.principal().sees(sessionScope.project())) {
            throw SeatRegistry.notFound(seat.id());
          }
          return sessionScope;
        });
  }

  /** Takes the seat; it is taken when that is durable. */
  Future<Seat> claim(OperationCall operationCall, String id) {
    String who = operationCall.principal().name();
    Seat open = find(operationCall, id);
    return scope(operationCall, open)
        .compose(sessionScope -> {
          if (sessionScope.petitioner().equals(who)) {
            String message = who + " opened this session and cannot review it";
            throw AccessProblem.OWN_WORK.exception(message);
          }
          Seat mine = seats.claim(open.id(), who);
          String until = TimestampFormat.format(mine.deadline());
          return note(
                  operationCall,
                  mine,
                  new SessionCommand.NoteClaim(mine.peerRequest().call(), mine.id(), who, until))
              .map(mine)
              .onFailure(lost -> seats.release(mine.id(), who));
        });
  }

  /** The seat, if the caller may know of it. */
  Future<Optional<Seat>> seen(OperationCall operationCall, Seat seat) {
    if (!operationCall.principal().mayAnswer(key(seat))) {
      return Future.succeededFuture(Optional.empty());
    }
    return scope(operationCall, seat)
        .map(seen -> Optional.of(seat))
        .otherwise(Optional.empty()); // of a session that cannot be read: it hides no other seat
  }

  /** A seat and the session that it belongs to. */
  record SeatOfSession(Seat seat, SessionScope sessionScope) {}

  /** An open seat to which somebody may be invited. Refused with {@code seat_taken}. */
  Future<SeatOfSession> invited(OperationCall operationCall, String id) {
    Seat seat = find(operationCall, id);
    if (seat.holder() != null) {
      throw SeatRegistry.taken(seat);
    }
    return scope(operationCall, seat).map(found -> new SeatOfSession(seat, found));
  }

  /** Gives the seat back; others may claim it when that is durable. */
  Future<Seat> giveBack(OperationCall operationCall, Seat seat, String reason) {
    String who = operationCall.principal().name();
    return note(
            operationCall,
            seat,
            new SessionCommand.NoteReturn(seat.peerRequest().call(), seat.id(), who, reason))
        .map(noted -> seats.release(seat.id(), who));
  }

  private Future<CommitResult> note(OperationCall operationCall, Seat seat, SessionCommand note) {
    return operationContext
        .sessionRegistry()
        .record(seat.peerRequest().session(), note, operationCall.cause());
  }
}

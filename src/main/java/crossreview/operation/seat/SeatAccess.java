package crossreview.operation.seat;

import crossreview.model.Problem;
import crossreview.model.Refused;
import crossreview.operation.Call;
import crossreview.operation.Desk;
import crossreview.peer.seat.SeatDesk;
import crossreview.peer.seat.SeatDesk.Seat;
import crossreview.session.Command;
import crossreview.store.Recorded;
import crossreview.time.Stamp;
import io.vertx.core.Future;

/** Who may do what with a seat, and its lines in the journal. */
record SeatAccess(Desk desk, SeatDesk seats) {

  /** The seat, for its holder. */
  Seat held(Call call) {
    Seat seat = seats.find(call.text("seat"));
    if (!call.principal().name().equals(seat.holder())) {
      String message = "claim seat " + seat.id() + " first; what is shown there is for its holder";
      throw new Refused(Problem.notAllowed("seat_not_claimed", message));
    }
    return seat;
  }

  /** Takes the seat; it is taken when that is durable. */
  Future<Seat> claim(Call call) {
    String who = call.principal().name();
    Seat open = seats.find(call.text("seat"));
    return desk.sessions()
        .view(open.ask().session())
        .compose(view -> {
          if (view.session().opened().petitioner().equals(who)) {
            String message = who + " opened this session and cannot review it";
            throw new Refused(Problem.notAllowed("own_work", message));
          }
          Seat mine = seats.claim(open.id(), who);
          return record(call, mine, who, null)
              .map(mine)
              .onFailure(lost -> seats.giveBack(mine.id(), who));
        });
  }

  /** Notes in the session's journal that the seat was claimed, or why it was given back. */
  Future<Recorded> record(Call call, Seat seat, String who, String returned) {
    Command note =
        returned == null
            ? new Command.NoteClaim(seat.ask().call(), seat.id(), who, Stamp.of(seat.deadline()))
            : new Command.NoteReturn(seat.ask().call(), seat.id(), who, returned);
    return desk.sessions().record(seat.ask().session(), note, call.cause());
  }
}

package crossreview.operation.seat;

import crossreview.operation.Schema;
import crossreview.peer.seat.SeatDesk.Seat;
import crossreview.time.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;

/** A seat for people and programs. */
final class SeatJson {
  private SeatJson() {}

  static Map<String, Object> of(Seat seat) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seat", seat.id());
    tree.put("session_id", seat.ask().session().value());
    tree.put("round", (long) seat.ask().round());
    tree.put("peer", seat.member().peer());
    tree.put("purpose", seat.ask().callPurpose().word());
    tree.put("task", seat.ask().material().task());
    tree.put("label", seat.ask().material().artifact().label());
    tree.put("bytes", seat.ask().material().artifact().bytes());
    tree.put("deadline", Stamp.of(seat.deadline()));
    tree.put("holder", seat.holder());
    return tree;
  }

  /** A seat's id as input. */
  static Map<String, Object> id() {
    return Schema.text(1, 80, "The seat, as seat_list shows it.");
  }
}

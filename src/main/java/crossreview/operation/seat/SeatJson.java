package crossreview.operation.seat;

import crossreview.codec.SchemaBuilder;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.time.TimestampFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A seat for people and programs. */
final class SeatJson {
  private SeatJson() {}

  static Map<String, Object> of(Seat seat) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seat", seat.id());
    tree.put("session_id", seat.peerRequest().session().value());
    tree.put("round", (long) seat.peerRequest().round());
    tree.put("peer", seat.member().peer());
    tree.put("purpose", seat.peerRequest().callPurpose().wireName());
    tree.put("task", seat.peerRequest().requestMaterial().task());
    tree.put("label", seat.peerRequest().requestMaterial().artifact().label());
    tree.put("bytes", seat.peerRequest().requestMaterial().artifact().bytes());
    tree.put("deadline", TimestampFormat.format(seat.deadline()));
    tree.put("holder", seat.holder());
    return tree;
  }

  /** A seat's id as input. */
  static Map<String, Object> id() {
    return SchemaBuilder.text(1, 80, "The seat, as seat_list shows it.");
  }
}

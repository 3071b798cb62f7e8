package crossreview.operation.seat;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.OpaqueObject;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.ObjectCodec;
import crossreview.operation.OperationAnswer;
import crossreview.peer.seat.SeatRegistry.Seat;
import crossreview.time.TimestampFormat;
import java.util.Map;

/** A seat for people and programs. Pure. */
final class SeatJson {
  private static final ObjectCodec<Seat> SEAT =
      ObjectCodec.<Seat>object()
          .field("seat", Seat::id)
          .field("session_id", seat -> seat.peerRequest().session())
          .field("round", seat -> seat.peerRequest().round())
          .field("peer", seat -> seat.member().peer())
          .field("purpose", seat -> seat.peerRequest().callPurpose())
          .field("task", seat -> seat.peerRequest().requestMaterial().task())
          .field("label", seat -> seat.peerRequest().requestMaterial().artifact().label())
          .field("bytes", seat -> seat.peerRequest().requestMaterial().artifact().bytes())
          .field("deadline", seat -> TimestampFormat.format(seat.deadline()))
          .nullable("holder", Seat::holder);

  private SeatJson() {}

  static Map<String, Object> of(Seat seat) {
    return SEAT.tree(seat);
  }

  /** An answer that is the seat as it is now. */
  static OperationAnswer<SeatOutput> answer(Seat seat) {
    return OperationAnswer.done(new SeatOutput(of(seat)));
  }

  record SeatIdInput(
      @Description("The seat, as seat_list shows it.") @TextLength(max = 80) String seat) {}

  record SeatOutput(@Description("The seat.") @OpaqueObject Map<String, Object> seat) {}
}

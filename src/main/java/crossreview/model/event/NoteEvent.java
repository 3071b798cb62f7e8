package crossreview.model.event;

import crossreview.model.Checks;
import crossreview.model.FindingState;
import crossreview.model.Preflight;
import crossreview.model.Remark;
import java.util.List;

/** Lines for people: they drive no state. */
public sealed interface NoteEvent extends SessionEvent {
  @Override
  default boolean note() {
    return true;
  }

  /** Remarks beside a vote. */
  record BallotRemarked(int round, String peer, List<Remark> remarks) implements NoteEvent {
    public static final int REMARKS_MAX = 50;

    public BallotRemarked {
      remarks = Checks.list(remarks);
      Checks.within("remarks", remarks.size(), 1, REMARKS_MAX);
    }
  }

  /** What was known before the run's first call. */
  record PreflightChecked(Preflight preflight) implements NoteEvent {}

  /** A settled finding was raised again at the same severity; it does not count. */
  record FindingRepeated(String finding, int round, FindingState settledAs) implements NoteEvent {}

  /** The new owner found a torn tail beyond the head of an older epoch. */
  record JournalTailDropped(long ofEpoch, long bytes, long afterSeq) implements NoteEvent {}

  /** Somebody will answer for a seat, until the deadline. */
  record SeatClaimed(String seat, String holder, String deadline) implements NoteEvent {
    public SeatClaimed {
      Checks.text("seat", seat, 1, 80);
      Checks.text("holder", holder, 1, 200);
      Checks.text("deadline", deadline, 1, 40);
    }
  }

  /** The holder gave the seat back. */
  record SeatReturned(String seat, String holder, String reason) implements NoteEvent {
    public SeatReturned {
      Checks.text("seat", seat, 1, 80);
      Checks.text("holder", holder, 1, 200);
      Checks.text("reason", reason, 1, 400);
    }
  }

  /** A note of a type that this version does not know; kept as it is. */
  record UnknownNote(String name) implements NoteEvent {
    @Override
    public String type() {
      return name;
    }
  }
}

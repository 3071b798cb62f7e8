package crossreview.model.event;

import crossreview.model.ValueChecks;
import crossreview.model.call.PreflightReport;
import crossreview.model.finding.FindingState;
import crossreview.model.vote.BallotRemark;
import java.util.List;

/** Lines for people: they drive no state. */
public sealed interface NoteEvent extends SessionEvent {
  @Override
  default boolean note() {
    return true;
  }

  /** Remarks beside a vote. */
  record BallotRemarked(int round, String peer, List<BallotRemark> remarks) implements NoteEvent {
    public static final int REMARKS_MAX = 50;

    public BallotRemarked {
      remarks = ValueChecks.list(remarks);
      ValueChecks.within("remarks", remarks.size(), 1, REMARKS_MAX);
    }
  }

  /** What was known before the run's first call. */
  record PreflightChecked(PreflightReport preflight) implements NoteEvent {}

  /** A settled finding was raised again at the same severity; it does not count. */
  record FindingRepeated(String finding, int round, FindingState settledAs) implements NoteEvent {}

  /** The new owner found a torn tail beyond the head of an older epoch. */
  record JournalTailDropped(long ofEpoch, long bytes, long afterSeq) implements NoteEvent {}

  /** A seat was claimed, until its deadline. */
  record SeatClaimed(String seat, String holder, String deadline) implements NoteEvent {
    public SeatClaimed {
      ValueChecks.text("seat", seat, 1, 80);
      ValueChecks.text("holder", holder, 1, 200);
      ValueChecks.text("deadline", deadline, 1, 40);
    }
  }

  /** The holder gave the seat back. */
  record SeatReturned(String seat, String holder, String reason) implements NoteEvent {
    public SeatReturned {
      ValueChecks.text("seat", seat, 1, 80);
      ValueChecks.text("holder", holder, 1, 200);
      ValueChecks.text("reason", reason, 1, 400);
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

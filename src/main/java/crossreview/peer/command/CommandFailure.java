package crossreview.peer.command;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import org.jspecify.annotations.Nullable;

/** The failures of programs. */
final class CommandFailure {
  private CommandFailure() {}

  /**
   * A failure that is not tried again: the same program would do the same.
   *
   * @param free whether nothing can have been charged
   */
  static PeerException of(FailureClass failure, String code, @Nullable String hint, boolean free) {
    CostCertainty costCertainty = free ? CostCertainty.ZERO : CostCertainty.UNKNOWN;
    return new PeerException(
        new PeerFailure(failure, code, CallPhase.ANSWER, false, costCertainty, hint));
  }
}

package crossreview.peer.command;

import crossreview.model.FailureClass;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Spend;
import crossreview.peer.PeerFailed;

/** The failures of programs. */
final class CommandFailures {
  private CommandFailures() {}

  /**
   * A failure that is not tried again: the same program would do the same.
   *
   * @param free whether nothing can have been charged
   */
  static PeerFailed of(FailureClass failure, String code, String hint, boolean free) {
    Spend spend = free ? Spend.ZERO : Spend.UNKNOWN;
    return new PeerFailed(new PeerFailure(failure, code, Phase.ANSWER, false, spend, hint), null);
  }
}

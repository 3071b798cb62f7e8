package crossreview.peer.command;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a program. None is tried again: the same program would do the same.
 *
 * @param free whether nothing can have been charged
 */
record CommandFailure(boolean free) {

  PeerException of(FailureClass failure, String code, @Nullable String hint) {
    CostCertainty costCertainty = free ? CostCertainty.ZERO : CostCertainty.UNKNOWN;
    return new PeerException(
        new PeerFailure(failure, code, CallPhase.ANSWER, false, costCertainty, hint));
  }

  /** What a program that failed says, with what to do about it where it is known. */
  PeerException said(String what, AgentError otherwise, CommandOutput output) {
    AgentError error = AgentError.in(output.all(), otherwise);
    String advice = error.advice().isEmpty() ? "" : "; " + error.advice();
    return of(error.failureClass(), error.code(), what + advice + output.words());
  }
}

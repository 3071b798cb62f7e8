package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.TextLength;
import crossreview.model.ReviewProblem;
import crossreview.model.SessionId;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.Operation.OperationHints;
import crossreview.operation.Operation.OperationSummary;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Optional;
import java.util.function.Function;

/** Puts another peer on a session's panel in the place of one. */
final class PeerSwap {
  private final Function<String, Optional<PanelMember>> peers;

  /**
   * @param peers the members that this daemon knows, by id
   */
  PeerSwap(Function<String, Optional<PanelMember>> peers) {
    this.peers = peers;
  }

  Operation operation(SteeringOperations steeringOperations) {
    return steeringOperations.operation(
        new OperationSummary(
            "session_swap_peer",
            "Swap a peer",
            "Replaces a peer by another configured one from the next round on, for example when a"
                + " model is not available for a long time. The old votes stay in the journal.",
            AccessRole.OPERATOR,
            OperationHints.ADDS,
            HttpRoute.post("/sessions/{session_id}/panel")),
        PeerSwapInput.class,
        this::command);
  }

  private SessionCommand command(OperationCall operationCall, PeerSwapInput input) {
    String joins = input.joins();
    PanelMember member =
        peers
            .apply(joins)
            .orElseThrow(() -> ReviewProblem.PEER_UNKNOWN.exception("there is no peer " + joins));
    return new SessionCommand.SwapPeer(input.leaves(), member);
  }

  record PeerSwapInput(
      @Description("The session.") SessionId sessionId,
      @Description("The peer that leaves the panel.") @TextLength(max = 32) String leaves,
      @Description("The peer that replaces it.") @TextLength(max = 32) String joins) {}
}

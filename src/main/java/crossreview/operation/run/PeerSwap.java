package crossreview.operation.run;

import crossreview.access.AccessRole;
import crossreview.codec.SchemaBuilder;
import crossreview.model.ReviewProblem;
import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.Operation.HttpRoute;
import crossreview.operation.OperationCall;
import crossreview.session.command.SessionCommand;
import java.util.Map;
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
        new SteeringOperations.SteeringSpec(
            "session_swap_peer",
            "Swap a peer",
            "Puts another configured peer in the place of one, from the next round on: when a model"
                + " is down for longer or does not understand the matter. Its old votes stay on"
                + " record.",
            input(),
            AccessRole.OPERATOR,
            HttpRoute.post("/sessions/{session_id}/panel"),
            this::command));
  }

  private static Map<String, Object> input() {
    return SchemaBuilder.object()
        .must("session_id", SchemaBuilder.text(1, 200, "The session."))
        .must("leaves", SchemaBuilder.text(1, 32, "The peer that leaves the panel."))
        .must("joins", SchemaBuilder.text(1, 32, "The peer that takes its place."))
        .build();
  }

  private SessionCommand command(OperationCall operationCall) {
    String joins = operationCall.text("joins");
    PanelMember member =
        peers
            .apply(joins)
            .orElseThrow(() -> ReviewProblem.PEER_UNKNOWN.exception("no peer is called " + joins));
    return new SessionCommand.SwapPeer(operationCall.text("leaves"), member);
  }
}

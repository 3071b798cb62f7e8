package crossreview.operation.run;

import crossreview.access.Role;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.run.PanelMember;
import crossreview.operation.Call;
import crossreview.operation.Operation;
import crossreview.operation.Operation.Route;
import crossreview.operation.Schema;
import crossreview.session.command.SessionCommand;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts another peer on a session's panel in the place of one. */
final class SessionSwapPeer {
  private final Function<String, Optional<PanelMember>> peers;

  /**
   * @param peers the members that this daemon knows, by id
   */
  SessionSwapPeer(Function<String, Optional<PanelMember>> peers) {
    this.peers = peers;
  }

  Operation operation(Steering steering) {
    return steering.operation(
        new Steering.Act(
            "session_swap_peer",
            "Swap a peer",
            "Puts another configured peer in the place of one, from the next round on: when a model"
                + " is down for longer or does not understand the matter. Its old votes stay on"
                + " record.",
            input(),
            Role.OPERATOR,
            Route.post("/sessions/{session_id}/panel"),
            this::command));
  }

  private static Map<String, Object> input() {
    return Schema.object()
        .must("session_id", Schema.text(1, 200, "The session."))
        .must("leaves", Schema.text(1, 32, "The peer that leaves the panel."))
        .must("joins", Schema.text(1, 32, "The peer that takes its place."))
        .build();
  }

  private SessionCommand command(Call call) {
    String joins = call.text("joins");
    PanelMember member =
        peers
            .apply(joins)
            .orElseThrow(() ->
                new ProblemException(
                    Problem.notFound("peer_unknown", "no peer is called " + joins)));
    return new SessionCommand.SwapPeer(call.text("leaves"), member);
  }
}

package crossreview.operation.run;

import crossreview.model.run.PanelMember;
import crossreview.operation.Desk;
import crossreview.operation.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations on runs. */
public final class RunOperations {
  private RunOperations() {}

  /**
   * All of them.
   *
   * @param peers the members that this daemon knows, by id
   */
  public static List<Operation> of(Desk desk, Function<String, Optional<PanelMember>> peers) {
    Steering steering = new Steering(desk);
    return List.of(
        new RunPreflight(desk).operation(),
        new RunStart(desk).operation(),
        new SessionCancel(desk).operation(),
        SessionPause.operation(steering),
        SessionResume.operation(steering),
        SessionConstrain.operation(steering),
        SessionLimit.operation(steering),
        new SessionSwapPeer(peers).operation(steering));
  }
}

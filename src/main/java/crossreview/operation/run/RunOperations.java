package crossreview.operation.run;

import crossreview.model.run.PanelMember;
import crossreview.operation.Operation;
import crossreview.operation.OperationContext;
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
  public static List<Operation> of(
      OperationContext operationContext, Function<String, Optional<PanelMember>> peers) {
    SteeringOperations steeringOperations = new SteeringOperations(operationContext);
    return List.of(
        new RunStart(operationContext).operation(),
        new SessionCancellation(operationContext).operation(),
        SessionPause.operation(steeringOperations),
        SessionResumption.operation(steeringOperations),
        SessionConstraint.operation(steeringOperations),
        FileRulingOperation.operation(steeringOperations),
        LimitChange.operation(steeringOperations),
        new PeerSwap(peers).operation(steeringOperations));
  }
}

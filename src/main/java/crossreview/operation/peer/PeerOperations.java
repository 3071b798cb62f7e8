package crossreview.operation.peer;

import crossreview.operation.Operation;
import crossreview.peer.PeerHealthChecker;
import java.util.List;
import java.util.function.Supplier;

/** The operations on peers. */
public final class PeerOperations {
  private PeerOperations() {}

  public static List<Operation> of(Supplier<PeerHealthChecker> health) {
    return List.of(new PeerStatus(health).operation());
  }
}

package crossreview.operation.peer;

import crossreview.operation.Operation;
import crossreview.peer.PeerHealthChecker;
import crossreview.peer.PeerRegistry;
import java.util.List;

/** The operations on peers. */
public final class PeerOperations {
  private PeerOperations() {}

  public static List<Operation> of(PeerRegistry peerRegistry, PeerHealthChecker health) {
    return List.of(new PeerStatus(peerRegistry, health).operation());
  }
}

package crossreview.operation.peer;

import crossreview.operation.Operation;
import crossreview.review.PeerHealth;
import crossreview.review.PeerRoster;
import java.util.List;

/** The operations on peers. */
public final class PeerOperations {
  private PeerOperations() {}

  public static List<Operation> of(PeerRoster roster, PeerHealth health) {
    return List.of(new ProbePeers(roster, health).operation());
  }
}

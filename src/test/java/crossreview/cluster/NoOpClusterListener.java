package crossreview.cluster;

import crossreview.model.SessionId;
import java.util.List;

/** Somebody who hears of other hosts and does nothing about it. */
class NoOpClusterListener implements Cluster.ClusterListener {
  @Override
  public void hint(SessionId id, long head) {
    // Nothing follows.
  }

  @Override
  public void hostsLeft(List<SessionId> sessions) {
    // Nothing follows.
  }

  @Override
  public void quorumLost() {
    // Nothing follows.
  }

  @Override
  public void hostsJoined() {
    // Nothing follows.
  }
}

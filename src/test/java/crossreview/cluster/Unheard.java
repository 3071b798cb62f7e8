package crossreview.cluster;

import crossreview.model.SessionId;
import java.util.List;

/** Somebody who hears of other hosts and does nothing about it. */
class Unheard implements Cluster.Heard {
  @Override
  public void hint(SessionId id, long head) {
    // Nothing follows.
  }

  @Override
  public void left(List<SessionId> sessions) {
    // Nothing follows.
  }

  @Override
  public void minority() {
    // Nothing follows.
  }

  @Override
  public void came() {
    // Nothing follows.
  }
}

package crossreview;

import crossreview.cluster.Cluster;
import crossreview.feed.Feed;
import crossreview.model.SessionId;
import crossreview.store.registry.SessionRegistry;
import crossreview.upkeep.Recovery;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from what other hosts do. */
final class Neighbours implements Cluster.ClusterListener {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final SessionRegistry sessionRegistry;
  private final Feed feed;
  private final Recovery recovery;
  private final Sharing sharing;

  Neighbours(SessionRegistry sessionRegistry, Feed feed, Recovery recovery, Sharing sharing) {
    this.sessionRegistry = sessionRegistry;
    this.feed = feed;
    this.recovery = recovery;
    this.sharing = sharing;
    sessionRegistry.externalChanges().onRead(feed::announce);
  }

  @Override
  public void hint(SessionId id, long head) {
    feed.announce(id, head);
    sessionRegistry.externalChanges().onHint(id);
  }

  /** Those that the host said it had first; what it gave back in time is found in the list. */
  @Override
  public void hostsLeft(List<SessionId> orphans) {
    takenUp(recovery.takeUp(orphans)).onComplete(done -> takenUp(recovery.run()));
  }

  private Future<Integer> takenUp(Future<Integer> runs) {
    return runs.onSuccess(this::count)
        .onFailure(bug -> LOG.atError().setCause(bug).log("the recovery broke"));
  }

  private void count(int runs) {
    if (runs > 0) {
      sharing.tookOver(runs);
      LOG.atInfo().addKeyValue("runs", runs).log("runs of a host that left go on here");
    }
  }

  @Override
  public void quorumLost() {
    sessionRegistry
        .releaseAll()
        .onFailure(bug -> LOG.atError().setCause(bug).log("sessions were not given back"));
  }

  @Override
  public void hostsJoined() {
    takenUp(sessionRegistry.externalChanges().scan().compose(looked -> recovery.run()));
  }
}

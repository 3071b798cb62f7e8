package crossreview.daemon;

import crossreview.cluster.Cluster;
import crossreview.feed.Feed;
import crossreview.maintenance.OrphanedRuns;
import crossreview.maintenance.RunRecovery;
import crossreview.model.SessionId;
import crossreview.store.registry.SessionRegistry;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from what other hosts do. */
final class ClusterEventListener implements Cluster.ClusterListener {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEventListener.class);

  private final SessionRegistry sessionRegistry;
  private final Feed feed;
  private final RunRecovery runRecovery;
  private final OrphanedRuns orphanedRuns;
  private final ClusterModule clusterModule;

  ClusterEventListener(
      SessionRegistry sessionRegistry,
      Feed feed,
      RunRecovery runRecovery,
      TimerService timerService,
      ClusterModule clusterModule) {
    this.sessionRegistry = sessionRegistry;
    this.feed = feed;
    this.runRecovery = runRecovery;
    this.orphanedRuns = new OrphanedRuns(runRecovery, timerService, clusterModule::tookOver);
    this.clusterModule = clusterModule;
    sessionRegistry.externalChanges().onRead(feed::announce);
  }

  @Override
  public void hint(SessionId id, long head) {
    feed.announce(id, head);
    sessionRegistry.externalChanges().onHint(id);
  }

  /** Those that the host said it had first; what it released in time is found in the list. */
  @Override
  public void hostsLeft(List<SessionId> orphans) {
    orphanedRuns.add(orphans).onComplete(done -> takenUp(runRecovery.run()));
  }

  private void takenUp(Future<Integer> runs) {
    runs.onSuccess(this::count)
        .onFailure(bug -> LOG.atError().setCause(bug).log("the recovery failed"));
  }

  private void count(int runs) {
    if (runs > 0) {
      clusterModule.tookOver(runs);
      LOG.atInfo().addKeyValue("runs", runs).log("runs of a host that left continue here");
    }
  }

  @Override
  public void quorumLost() {
    sessionRegistry
        .releaseAll()
        .onFailure(bug -> LOG.atError().setCause(bug).log("sessions were not released"));
  }

  @Override
  public void hostsJoined() {
    takenUp(sessionRegistry.externalChanges().scan().compose(looked -> runRecovery.run()));
  }
}

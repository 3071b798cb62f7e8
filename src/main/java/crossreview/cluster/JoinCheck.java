package crossreview.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import crossreview.model.ClusterProblem;
import crossreview.model.ProblemException;
import crossreview.model.StorageProblem;
import crossreview.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a host makes sure of with each host that is there before it, while it joins. Blocks. */
final class JoinCheck {
  private static final Logger LOG = LoggerFactory.getLogger(JoinCheck.class);

  /** Two hundred names take a slow file server some seconds. */
  static final long PATIENCE_SECONDS = 20;

  /** Beyond this a lock's age means nothing; staleness is 120 s. */
  private static final long CLOCK_REFUSED_MILLIS = 30_000;

  private static final long CLOCK_WARNED_MILLIS = 5_000;

  private final HazelcastInstance member;
  private final HostInfo hostInfo;
  private final Path data;
  private final Clock clock;
  private final boolean trustMount;
  private boolean trusted; // a mount that is not known to be safe

  JoinCheck(
      HazelcastInstance member, HostInfo hostInfo, Path data, Clock clock, boolean trustMount) {
    this.member = member;
    this.hostInfo = hostInfo;
    this.data = data;
    this.clock = clock;
    this.trustMount = trustMount;
  }

  /**
   * @param clocks how far the clocks of others are ahead of ours, in milliseconds, by host
   */
  record JoinResult(String mount, List<String> checked, List<Long> clocks) {}

  /** Refused with {@code shared_directory_unsafe}, naming both hosts and what is wrong. */
  JoinResult run() {
    List<String> names = new ArrayList<>();
    List<Long> clocks = new ArrayList<>();
    MountInfo mountInfo = mount();
    for (Member other : member.getCluster().getMembers()) {
      if (other.localMember()) {
        break; // those behind us look at us when they come
      }
      HostInfo there = HostInfo.of(other.getAttributes());
      directory(mountInfo, there);
      clocks.add(clock(other, there));
      race(other, there);
      names.add(there.node());
    }
    return new JoinResult(mountInfo.type() + (trusted ? " (trusted)" : ""), names, clocks);
  }

  private MountInfo mount() {
    try {
      return MountInfo.of(data);
    } catch (IOException e) {
      throw refused(hostInfo, "the mount of the data directory cannot be read: " + e.getMessage());
    }
  }

  private void directory(MountInfo mountInfo, HostInfo there) {
    if (!there.store().equals(hostInfo.store())) {
      throw refused(
          there,
          "they have different data directories: store "
              + hostInfo.store()
              + " here, "
              + there.store()
              + " there");
    }
    Optional<String> objection = mountInfo.objection(there.boot().equals(hostInfo.boot()));
    if (objection.isPresent() && !trustMount) {
      throw refused(there, objection.get() + " (cluster.trust_mount accepts it anyway)");
    }
    if (objection.isPresent()) {
      trusted = true;
      LOG.atWarn().log("{}; accepted because of cluster.trust_mount", objection.get());
    }
  }

  private long clock(Member other, HostInfo there) {
    long before = clock.now().toEpochMilli();
    long theirs = answer(there, checks().submitToMember(new HostTask.ClockReadTask(), other));
    long ahead = theirs - (before + clock.now().toEpochMilli()) / 2;
    if (Math.abs(ahead) > CLOCK_REFUSED_MILLIS) {
      throw refused(there, "their clocks differ by " + ahead + " ms; at most 30 s are allowed");
    }
    if (Math.abs(ahead) > CLOCK_WARNED_MILLIS) {
      LOG.atWarn().addKeyValue("host", there.node()).log("its clock is {} ms ahead", ahead);
    }
    return ahead;
  }

  private void race(Member other, HostInfo there) {
    SharedDirectoryCheck sharedDirectoryCheck = new SharedDirectoryCheck(data, hostInfo.instance());
    SharedDirectoryCheck.RemoteHost they =
        (folder, prefix, count) ->
            checks().submitToMember(new HostTask.FileCreationTask(folder, prefix, count), other);
    try {
      Optional<String> wrong = sharedDirectoryCheck.run(they);
      if (wrong.isPresent()) {
        throw refused(there, wrong.get());
      }
    } catch (ProblemException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(there, "the check was interrupted");
    } catch (Exception e) {
      throw refused(there, "names could not be created: " + e);
    }
  }

  private static <T> T answer(HostInfo there, Future<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageProblem.SHUTTING_DOWN.exception("the start was interrupted");
    } catch (ExecutionException | TimeoutException e) {
      throw ClusterProblem.HOST_SILENT.exception(
          "host " + there.node() + " does not answer while this host joins: " + e);
    }
  }

  private IExecutorService checks() {
    return member.getExecutorService(HazelcastConfig.CHECKS);
  }

  private ProblemException refused(HostInfo there, String why) {
    String message =
        "host "
            + hostInfo.node()
            + " cannot share "
            + data
            + " with host "
            + there.node()
            + ": "
            + why;
    return ClusterProblem.SHARED_DIRECTORY_UNSAFE.exception(message);
  }
}

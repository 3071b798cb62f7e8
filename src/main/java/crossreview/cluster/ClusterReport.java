package crossreview.cluster;

import java.util.List;

/**
 * The state of a cluster, as one host sees it.
 *
 * @param minimum hosts that must see each other
 * @param mount what the data directory is on
 * @param tookOver runs that this host continued for one that left
 * @param hintStatistics what was said of news, and how long it took to come here
 */
public record ClusterReport(
    String node,
    int minimum,
    String mount,
    List<ClusterHost> hosts,
    long tookOver,
    HintStatistics hintStatistics) {
  public ClusterReport {
    hosts = List.copyOf(hosts);
  }

  /**
   * One host.
   *
   * @param url of its API
   * @param owned sessions that it writes
   * @param clockAheadMillis measured when this host joined it; 0 for itself and later comers
   */
  public record ClusterHost(
      String node, String url, boolean self, long owned, long clockAheadMillis) {}

  /** Times are milliseconds of the last thousand; they carry the difference of the clocks. */
  public record HintStatistics(long sent, long heard, long lagP50, long lagP99) {}
}

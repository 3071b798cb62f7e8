package crossreview.bench;

import crossreview.hosts.HostLatency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Three hosts in networks of their own, on this machine: events, reviews, and a host that is gone.
 */
final class ClusterThroughput implements Benchmark {
  private static final int REVIEWS = 600;

  private static final int TURNS = 20; // of each fault

  private final boolean faults;

  /**
   * @param faults whether hosts are killed and cut off, which takes a quarter of an hour
   */
  ClusterThroughput(boolean faults) {
    this.faults = faults;
  }

  @Override
  public String name() {
    return faults ? "cluster_take_over" : "cluster_three_hosts";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    if (!HostLatency.missing().isEmpty()) {
      line.put("not_measured", HostLatency.missing());
      return line;
    }
    return faults ? faults(dir, line) : work(dir, line);
  }

  private static Map<String, Object> work(Path dir, Map<String, Object> line) throws Exception {
    long[] ages = HostLatency.events(dir.resolve("events"));
    line.put("event_elsewhere_p50_ms", RoundedNumber.ms(RoundedNumber.median(ages)));
    line.put("event_elsewhere_p99_ms", RoundedNumber.ms(RoundedNumber.percentile(ages, 0.99)));
    line.put("target_p99_ms", RoundedNumber.of(50));
    double one = HostLatency.rate(dir.resolve("one"), 1, REVIEWS);
    double three = HostLatency.rate(dir.resolve("three"), 3, REVIEWS);
    line.put("one_host_reviews_per_s", RoundedNumber.of(one));
    line.put("three_hosts_reviews_per_s", RoundedNumber.of(three));
    line.put("ratio", RoundedNumber.of(three / one));
    line.put("target_ratio", RoundedNumber.of(0.9));
    return line;
  }

  private static Map<String, Object> faults(Path dir, Map<String, Object> line) throws Exception {
    long[] kills = HostLatency.kills(Files.createDirectory(dir.resolve("kills")), TURNS);
    line.put("killed_p50_s", RoundedNumber.of(RoundedNumber.median(kills) / 1e9));
    line.put("killed_max_s", RoundedNumber.of(RoundedNumber.percentile(kills, 1) / 1e9));
    long[] cuts = HostLatency.partitions(Files.createDirectory(dir.resolve("cuts")), TURNS);
    line.put("heartbeat_s", RoundedNumber.of(HostLatency.heartbeatSeconds()));
    line.put("cut_off_p50_s", RoundedNumber.of(RoundedNumber.median(cuts) / 1e9));
    line.put("cut_off_max_s", RoundedNumber.of(RoundedNumber.percentile(cuts, 1) / 1e9));
    return line;
  }
}

package crossreview.bench;

import crossreview.hosts.HostTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Three hosts in networks of their own, on this machine: events, reviews, and a host that is gone.
 */
final class ManyHosts implements Figure {
  private static final int REVIEWS = 600;

  private final boolean faults;

  /**
   * @param faults whether hosts are killed and cut off, which takes a quarter of an hour
   */
  ManyHosts(boolean faults) {
    this.faults = faults;
  }

  @Override
  public String name() {
    return faults ? "cluster_take_over" : "cluster_three_hosts";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    if (!HostTimes.missing().isEmpty()) {
      line.put("not_measured", HostTimes.missing());
      return line;
    }
    return faults ? faults(dir, line) : work(dir, line);
  }

  private static Map<String, Object> work(Path dir, Map<String, Object> line) throws Exception {
    long[] ages = HostTimes.events(dir.resolve("events"));
    line.put("event_elsewhere_p50_ms", Numbers.ms(Numbers.median(ages)));
    line.put("event_elsewhere_p99_ms", Numbers.ms(Numbers.percentile(ages, 0.99)));
    line.put("target_p99_ms", Numbers.of(50));
    double one = HostTimes.rate(dir.resolve("one"), 1, REVIEWS);
    double three = HostTimes.rate(dir.resolve("three"), 3, REVIEWS);
    line.put("one_host_reviews_per_s", Numbers.of(one));
    line.put("three_hosts_reviews_per_s", Numbers.of(three));
    line.put("ratio", Numbers.of(three / one));
    line.put("target_ratio", Numbers.of(0.9));
    return line;
  }

  private static Map<String, Object> faults(Path dir, Map<String, Object> line) throws Exception {
    long[] kills = HostTimes.kills(Files.createDirectory(dir.resolve("kills")));
    line.put("killed_p50_s", Numbers.of(Numbers.median(kills) / 1e9));
    line.put("killed_max_s", Numbers.of(Numbers.percentile(kills, 1) / 1e9));
    long[] cuts = HostTimes.partitions(Files.createDirectory(dir.resolve("cuts")));
    line.put("heartbeat_s", Numbers.of(HostTimes.heartbeatSeconds()));
    line.put("cut_off_p50_s", Numbers.of(Numbers.median(cuts) / 1e9));
    line.put("cut_off_max_s", Numbers.of(Numbers.percentile(cuts, 1) / 1e9));
    return line;
  }
}

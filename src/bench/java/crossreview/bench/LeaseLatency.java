package crossreview.bench;

import crossreview.cluster.LeaseTimings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the ownership map and the hints of a cluster take; two members in one process. */
final class LeaseLatency implements Benchmark {
  @Override
  public String name() {
    return "cluster_leases";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    LeaseTimings.measure(dir)
        .forEach((step, times) -> {
          line.put(step + "_p50_ms", RoundedNumber.ms(RoundedNumber.median(times)));
          line.put(step + "_p99_ms", RoundedNumber.ms(RoundedNumber.percentile(times, 0.99)));
        });
    return line;
  }
}

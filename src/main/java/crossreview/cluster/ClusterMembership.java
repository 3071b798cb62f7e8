package crossreview.cluster;

import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who is there now, as this host sees it. Any thread. */
final class ClusterMembership {
  private final int minimum;
  private final String self;
  private volatile TreeMap<String, HostInfo> present = new TreeMap<>();

  ClusterMembership(int minimum, String self) {
    this.minimum = minimum;
    this.self = self;
  }

  /** What changed with a new look. */
  record MembershipChange(List<HostInfo> came, List<HostInfo> left, boolean lost, boolean back) {}

  synchronized MembershipChange see(List<HostInfo> members) {
    TreeMap<String, HostInfo> now = new TreeMap<>();
    members.forEach(member -> now.put(member.instance(), member));
    TreeMap<String, HostInfo> before = present;
    present = now;
    return new MembershipChange(
        now.values().stream().filter(m -> !before.containsKey(m.instance())).toList(),
        before.values().stream().filter(m -> !now.containsKey(m.instance())).toList(),
        before.size() >= minimum && now.size() < minimum,
        before.size() < minimum && now.size() >= minimum);
  }

  /** The processes that are there. */
  Set<String> present() {
    return present.keySet();
  }

  List<HostInfo> hosts() {
    return List.copyOf(present.values());
  }

  /** Why nothing may be written here now, if so. */
  Optional<Problem> minority() {
    int count = present.size();
    return count >= minimum
        ? Optional.empty()
        : Optional.of(
            ClusterProblem.CLUSTER_MINORITY.problem(
                "this host sees "
                    + count
                    + " of at least "
                    + minimum
                    + " hosts (cluster.minimum_members), so it writes nothing; it sees "
                    + names()));
  }

  private String names() {
    String others =
        present.values().stream()
            .filter(member -> !member.instance().equals(self))
            .map(HostInfo::node)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "no other host" : others;
  }
}

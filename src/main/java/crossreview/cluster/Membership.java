package crossreview.cluster;

import crossreview.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who is there now, as this host sees it. Any thread. */
final class Membership {
  private final int minimum;
  private final String self;
  private volatile TreeMap<String, Self> present = new TreeMap<>();

  Membership(int minimum, String self) {
    this.minimum = minimum;
    this.self = self;
  }

  /** What changed with a new look. */
  record Change(List<Self> came, List<Self> left, boolean lost, boolean back) {}

  synchronized Change see(List<Self> members) {
    TreeMap<String, Self> now = new TreeMap<>();
    members.forEach(member -> now.put(member.instance(), member));
    TreeMap<String, Self> before = present;
    present = now;
    return new Change(
        now.values().stream().filter(m -> !before.containsKey(m.instance())).toList(),
        before.values().stream().filter(m -> !now.containsKey(m.instance())).toList(),
        before.size() >= minimum && now.size() < minimum,
        before.size() < minimum && now.size() >= minimum);
  }

  /** The processes that are there. */
  Set<String> present() {
    return present.keySet();
  }

  List<Self> hosts() {
    return List.copyOf(present.values());
  }

  /** Why nothing may be written here now, if so. */
  Optional<Problem> minority() {
    int count = present.size();
    return count >= minimum
        ? Optional.empty()
        : Optional.of(
            new Problem.TemporaryFailure(
                "cluster_minority",
                "this host sees "
                    + count
                    + " of at least "
                    + minimum
                    + " hosts (cluster.minimum_members), so it writes nothing; it sees "
                    + names(),
                2));
  }

  private String names() {
    String others =
        present.values().stream()
            .filter(member -> !member.instance().equals(self))
            .map(Self::node)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "nobody else" : others;
  }
}

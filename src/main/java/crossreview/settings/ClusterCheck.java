package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings of a cluster that are sound one by one and make no sense together. Pure. */
final class ClusterCheck {
  private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::", "[::]");
  private static final Pattern ADDRESS = Pattern.compile(".+:[0-9]{1,5}");

  private ClusterCheck() {}

  static void faults(Map<Scalar, Object> values, List<String> members, List<RequestFault> faults) {
    if (!Boolean.TRUE.equals(values.get(ClusterKey.ENABLED))) {
      return;
    }
    if (EVERYWHERE.contains(values.get(ClusterKey.HOST))) {
      String why = "must be an address that the other hosts can reach, is every address";
      faults.add(new RequestFault(ClusterKey.HOST.path(), why));
    }
    boolean nobody =
        members.isEmpty()
            && Boolean.FALSE.equals(values.get(ClusterKey.MULTICAST))
            && values.get(ClusterKey.FILE) == null;
    if (nobody && values.get(ClusterKey.MINIMUM_MEMBERS) instanceof Long least && least > 1) {
      String why = "must name the other hosts, cluster.minimum_members is " + least;
      faults.add(new RequestFault(ListKey.CLUSTER_MEMBERS.path(), why));
    }
    if (values.get(ClusterKey.FORWARD_ADDRESS) instanceof String address
        && !ADDRESS.matcher(address).matches()) {
      String why = "must be host:port, is " + Type.shown(address);
      faults.add(new RequestFault(ClusterKey.FORWARD_ADDRESS.path(), why));
    }
  }
}

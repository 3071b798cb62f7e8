package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings of a cluster that are sound one by one and make no sense together. Pure. */
final class ClusterValidator {
  private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::", "[::]");
  private static final Pattern ADDRESS = Pattern.compile(".+:[0-9]{1,5}");

  private ClusterValidator() {}

  static void faults(
      Map<ScalarSetting, Object> values, List<String> members, List<RequestFault> faults) {
    if (!Boolean.TRUE.equals(values.get(ClusterSetting.ENABLED))) {
      return;
    }
    if (EVERYWHERE.contains(values.get(ClusterSetting.HOST))) {
      String why = "must be one address that the other hosts can reach, is the wildcard address";
      faults.add(new RequestFault(ClusterSetting.HOST.path(), why));
    }
    boolean noOthers =
        members.isEmpty()
            && Boolean.FALSE.equals(values.get(ClusterSetting.MULTICAST))
            && values.get(ClusterSetting.FILE) == null;
    if (noOthers && values.get(ClusterSetting.MINIMUM_MEMBERS) instanceof Long least && least > 1) {
      String why = "must name the other hosts, cluster.minimum_members is " + least;
      faults.add(new RequestFault(ListSetting.CLUSTER_MEMBERS.path(), why));
    }
    if (values.get(ClusterSetting.FORWARD_ADDRESS) instanceof String address
        && !ADDRESS.matcher(address).matches()) {
      String why = "must be host:port, is " + SettingType.shown(address);
      faults.add(new RequestFault(ClusterSetting.FORWARD_ADDRESS.path(), why));
    }
  }
}

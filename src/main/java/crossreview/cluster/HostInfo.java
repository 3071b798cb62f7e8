package crossreview.cluster;

import java.util.Map;

/**
 * What a host says about itself to the others.
 *
 * @param instance names this very process, drawn at random
 * @param node its name for people
 * @param url of its API
 * @param address where it takes commands of other hosts
 * @param boot names one run of the machine; hosts that have it in common are one machine
 * @param store the identity of its data directory
 */
public record HostInfo(
    String instance, String node, String url, String address, String boot, String store) {

  Map<String, String> attributes() {
    return Map.of(
        "instance", instance,
        "node", node,
        "url", url,
        "address", address,
        "boot", boot,
        "store", store);
  }

  /** What another host says, read with its attributes by name; unknown ones are empty. */
  static HostInfo of(Map<String, String> said) {
    return new HostInfo(
        said.getOrDefault("instance", ""),
        said.getOrDefault("node", ""),
        said.getOrDefault("url", ""),
        said.getOrDefault("address", ""),
        said.getOrDefault("boot", ""),
        said.getOrDefault("store", ""));
  }
}

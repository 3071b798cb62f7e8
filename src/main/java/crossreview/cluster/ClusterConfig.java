package crossreview.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How hosts find each other.
 *
 * @param name of the cluster; hosts with another name are strangers
 * @param host the address that this host binds, for members and for forwarded commands
 * @param port of members
 * @param members addresses to look for, each {@code host} or {@code host:port}; may be empty
 * @param multicast whether to look for others by multicast
 * @param minimum hosts that must see each other, or none of them writes
 * @param heartbeat a host that is silent for so long counts as gone
 * @param file everything else, in Hazelcast's own XML; null for nothing else
 * @param trustMount whether to take a mount that is not known to be safe
 */
public record ClusterConfig(
    String name,
    String host,
    int port,
    List<String> members,
    boolean multicast,
    int minimum,
    Duration heartbeat,
    @Nullable Path file,
    boolean trustMount) {
  public ClusterConfig {
    members = List.copyOf(members);
  }
}

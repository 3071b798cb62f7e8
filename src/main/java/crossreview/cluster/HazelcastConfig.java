package crossreview.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.XmlConfigBuilder;
import crossreview.model.ClusterProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hazelcast's configuration: the file for what it likes, then over it what this software needs. Its
 * own defaults take minutes to notice a dead host, contact their maker and change ports.
 */
final class HazelcastConfig {
  static final String OWNERS = "crossreview.owners";
  static final String HINTS = "crossreview.hints";
  static final String CHECKS = "crossreview.checks";

  /** An entry survives the loss of one host; a moment later, the loss of two at once. */
  private static final int BACKUPS = 1;

  private HazelcastConfig() {}

  static Config of(ClusterConfig clusterConfig, HostInfo hostInfo) {
    Config config = clusterConfig.file() == null ? new Config() : read(clusterConfig.file());
    config.setClusterName(clusterConfig.name());
    properties(config, clusterConfig);
    network(config, clusterConfig);
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    config.addMapConfig(
        new MapConfig(OWNERS)
            .setBackupCount(BACKUPS)
            .setAsyncBackupCount(BACKUPS)
            .setReadBackupData(true));
    config.getSerializationConfig().setJavaSerializationFilterConfig(ours());
    hostInfo.attributes().forEach(config.getMemberAttributeConfig()::setAttribute);
    return config;
  }

  /** A program that reaches the port can send serialized objects; only these are accepted. */
  static JavaSerializationFilterConfig ours() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true); // they allow all of java. and javax.
    filter.getWhitelist().addPrefixes("crossreview.cluster.", "com.hazelcast.", "[");
    // Numbers, texts, faults, and the collections in which Hazelcast itself sends them; no class of
    // these packages does more than hold values when it is read.
    filter.getWhitelist().addPackages("java.lang", "java.util", "java.util.concurrent");
    filter.getWhitelist().addClasses("java.io.IOException");
    filter.getBlacklist().addPrefixes("com.hazelcast.shaded."); // libraries that it brings along
    return filter;
  }

  private static Config read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new XmlConfigBuilder(in).build();
    } catch (IOException | RuntimeException e) {
      throw ClusterProblem.BAD_CLUSTER_FILE.exception(
          "cluster.file " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static void properties(Config config, ClusterConfig clusterConfig) {
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    // A killed process refuses its next connection, and that is enough; by itself three are waited
    // for, one a heartbeat. To be wrong costs a host its sessions for a moment, and nothing else.
    config.setProperty("hazelcast.connection.monitor.max.faults", "1");
    config.setProperty(
        "hazelcast.max.no.heartbeat.seconds", Long.toString(clusterConfig.heartbeat().toSeconds()));
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    config.setProperty("hazelcast.operation.call.timeout.millis", "8000");
  }

  private static void network(Config config, ClusterConfig clusterConfig) {
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(clusterConfig.port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.getInterfaces().setEnabled(true).clear().addInterface(clusterConfig.host());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    if (clusterConfig.file() == null
        || clusterConfig.multicast()
        || !clusterConfig.members().isEmpty()) {
      join.getMulticastConfig().setEnabled(clusterConfig.multicast());
      join.getTcpIpConfig()
          .setEnabled(!clusterConfig.multicast())
          .setMembers(clusterConfig.members());
    }
  }
}

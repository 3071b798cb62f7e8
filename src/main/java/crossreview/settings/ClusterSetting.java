package crossreview.settings;

import org.jspecify.annotations.Nullable;

/** The scalar settings of a host among others. */
public enum ClusterSetting implements ScalarSetting {
  ENABLED(
      "cluster.enabled",
      SettingType.flag(),
      "false",
      "Whether this daemon shares its data directory with daemons on other hosts; it implies"
          + " data_dir_shared."),
  NAME(
      "cluster.name",
      SettingType.text(1, 64),
      "crossreview",
      "Name of the cluster; only hosts with the same name form one."),
  NODE(
      "cluster.node",
      SettingType.text(1, 64),
      null,
      "Name of this host in lists and journals; by default the name of the machine."),
  HOST(
      "cluster.host",
      SettingType.text(1, 255),
      "127.0.0.1",
      "The address to bind for other hosts. Traffic there is signed, not encrypted: use a private"
          + " network."),
  PORT(
      "cluster.port",
      SettingType.number(1, 65_535),
      "5701",
      "The port of cluster members; Hazelcast's default."),
  FORWARD_PORT(
      "cluster.forward_port",
      SettingType.number(0, 65_535),
      "5702",
      "The port for commands forwarded by other hosts; 0 selects a free one, which is announced to"
          + " them."),
  FORWARD_ADDRESS(
      "cluster.forward_address",
      SettingType.text(3, 300),
      null,
      "host:port that is announced to the others instead, if there is a proxy or address"
          + " translation in between."),
  MULTICAST(
      "cluster.multicast",
      SettingType.flag(),
      "false",
      "Whether to find other hosts by multicast instead of cluster.members. Few networks allow"
          + " it."),
  MINIMUM_MEMBERS(
      "cluster.minimum_members",
      SettingType.number(1, 100),
      "1",
      "Number of hosts that must see each other, or none of them writes. Use more than half of all"
          + " hosts: 2 of 3. With 1 both halves of a split continue."),
  HEARTBEAT_SECONDS(
      "cluster.heartbeat_seconds",
      SettingType.number(3, 300),
      "10",
      "A host that is silent for this long counts as gone; a killed process is noticed at once."
          + " Must be longer than the pauses of a slow machine."),
  FILE(
      "cluster.file",
      SettingType.text(1, 1_000),
      null,
      "A file with further Hazelcast settings in XML, such as conf/cluster.xml; the settings here"
          + " take precedence."),
  TRUST_MOUNT(
      "cluster.trust_mount",
      SettingType.flag(),
      "false",
      "Accept a data directory on a file system that is not known to be safe between machines. If"
          + " two hosts can create the same name there, sessions are lost.");

  private final SettingSpec settingSpec;

  ClusterSetting(String path, SettingType settingType, @Nullable String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}

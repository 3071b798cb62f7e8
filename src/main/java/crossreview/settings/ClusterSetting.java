package crossreview.settings;

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
      "Hosts find only hosts that say the same name."),
  NODE(
      "cluster.node",
      SettingType.text(1, 64),
      null,
      "What this host is called in lists and journals; the machine's own name without it."),
  HOST(
      "cluster.host",
      SettingType.text(1, 255),
      "127.0.0.1",
      "The address to bind for other hosts. What passes there is signed, not encrypted: use a"
          + " private network."),
  PORT(
      "cluster.port",
      SettingType.number(1, 65_535),
      "5701",
      "The port of cluster members, as Hazelcast's own."),
  FORWARD_PORT(
      "cluster.forward_port",
      SettingType.number(0, 65_535),
      "5702",
      "The port where commands of other hosts arrive; 0 takes a free one, which the others are"
          + " told."),
  FORWARD_ADDRESS(
      "cluster.forward_address",
      SettingType.text(3, 300),
      null,
      "host:port that the others are told instead, where a proxy or an address translation is"
          + " between."),
  MULTICAST(
      "cluster.multicast",
      SettingType.flag(),
      "false",
      "Whether to look for others by multicast instead of cluster.members. Few networks let it"
          + " pass."),
  MINIMUM_MEMBERS(
      "cluster.minimum_members",
      SettingType.number(1, 100),
      "1",
      "Hosts that must see each other, or none of them writes: more than half of all of them, 2 of"
          + " 3. With 1 both halves of a split go on."),
  HEARTBEAT_SECONDS(
      "cluster.heartbeat_seconds",
      SettingType.number(3, 300),
      "10",
      "A host that is silent for so long counts as gone; a killed process is noticed at once. Long"
          + " pauses of a slow machine must fit in."),
  FILE(
      "cluster.file",
      SettingType.text(1, 1_000),
      null,
      "Everything else about Hazelcast, in its own XML, such as conf/cluster.xml; what is set here"
          + " wins."),
  TRUST_MOUNT(
      "cluster.trust_mount",
      SettingType.flag(),
      "false",
      "Take a data directory on a file system that is not known to be safe between machines. Two"
          + " writers of a name cost you sessions.");

  private final SettingSpec settingSpec;

  ClusterSetting(String path, SettingType settingType, String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}

package crossreview.cli.service;

import java.util.List;

/**
 * A unit of systemd ({@code systemd.service(5)}, {@code systemd.exec(5)}) for a daemon. Pure.
 *
 * <p>A unit of the system runs as a user of its own and sees little of the machine. A unit of a
 * user has the restrictions that its manager can apply without privileges.
 *
 * @param system whether it is of the system and not of a user
 * @param user whom the unit of the system runs as
 * @param command the program and its arguments, as words of systemd
 * @param writable the data directory where it is not the unit's own, as words of systemd
 */
record ServiceUnit(boolean system, String user, List<String> command, List<String> writable) {
  static final String NAME = "crossreview.service";

  /** The data directory that systemd makes for the unit of the system. */
  static final String STATE = "${STATE_DIRECTORY}/data";

  private static final String MARK = "# Written by `crossreview service install";

  /** Everything that has to work before the first review does. */
  private static final String LIFE =
      """
      Type=notify
      NotifyAccess=main
      WatchdogSec=60
      TimeoutStartSec=120
      Restart=on-failure
      RestartSec=2
      # 2: the settings or the options are wrong, and stay so.
      RestartPreventExitStatus=2
      UMask=0077
      LimitCORE=0
      LimitNOFILE=65536
      MemoryMax=4G
      TasksMax=4096
      """;

  /** What a manager without privileges can apply too. */
  private static final String RESTRICTIONS =
      """
      NoNewPrivileges=yes
      LockPersonality=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
      SystemCallArchitectures=native
      SystemCallFilter=@system-service @mount
      SystemCallErrorNumber=EPERM
      """;

  private static final String SYSTEM_RESTRICTIONS =
      """
      CapabilityBoundingSet=
      AmbientCapabilities=
      PrivateDevices=yes
      PrivateTmp=yes
      ProtectSystem=strict
      ProtectHome=yes
      ProtectClock=yes
      ProtectControlGroups=yes
      ProtectHostname=yes
      ProtectKernelModules=yes
      RemoveIPC=yes
      """;

  /** Whether a file with this text was written here, and may be replaced or removed. */
  static boolean isOwn(String text) {
    return text.startsWith(MARK);
  }

  /** One value as a word of a command line, in which systemd replaces nothing. */
  static String word(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    boolean plain =
        !escaped.isEmpty() && escaped.chars().noneMatch(c -> " \t'\";#".indexOf(c) >= 0);
    return plain ? escaped : '"' + escaped + '"';
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(MARK).append(system ? " --system`" : "`").append(", removed by `uninstall`.\n");
    text.append(
        "# Programs as peers run in bubblewrap, which makes namespaces and mounts a /proc:\n");
    text.append(
        "# RestrictNamespaces, ProtectProc, ProtectKernelTunables, ProtectKernelLogs stay off.\n");
    text.append("\n[Unit]\nDescription=crossreview\n");
    if (system) {
      text.append("After=network-online.target\nWants=network-online.target\n");
    }
    text.append("\n[Service]\nExecStart=").append(String.join(" ", command)).append('\n');
    text.append("# Reads the settings again; a mistake in them changes nothing, see the log.\n");
    text.append("ExecReload=/bin/kill -HUP $MAINPID\n");
    if (system) {
      text.append("User=").append(user).append('\n');
      text.append("StateDirectory=crossreview\nStateDirectoryMode=0700\n");
      text.append("Environment=HOME=/var/lib/crossreview\n");
      text.append(
          "# Keys: {\"key\": {\"credential\": \"openai\"}} in the settings, and for each:\n");
      text.append("# LoadCredential=openai:/etc/crossreview/keys/openai\n");
    }
    text.append(LIFE).append(RESTRICTIONS);
    if (system) {
      text.append(SYSTEM_RESTRICTIONS);
    }
    writable.forEach(path -> text.append("ReadWritePaths=").append(path).append('\n'));
    text.append("\n[Install]\nWantedBy=").append(system ? "multi-user" : "default");
    return text.append(".target\n").toString();
  }
}

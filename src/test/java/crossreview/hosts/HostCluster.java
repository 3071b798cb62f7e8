package crossreview.hosts;

import crossreview.crash.DaemonClient;
import crossreview.daemon.ScriptedDaemon;
import crossreview.json.JsonWriter;
import crossreview.testkit.ChildJvm;
import crossreview.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Whole daemons on the hosts of a network, with one data directory, and what befalls them. */
final class HostCluster implements AutoCloseable {
  private static final int STARTED_SECONDS = 150; // of a machine that compiles beside it

  /** A host that is silent for so long counts as gone here. */
  static final int HEARTBEAT_SECONDS = 4;

  private static final int PORT = 7433;
  private static final int MEMBER = 5701;
  static final int FORWARD = 5702;

  private final Path root;
  private final HostNetwork hostNetwork;
  private final Path data;
  private final int slower;
  private final ChildJvm.Kind kind;
  private final ChildJvm[] daemons;
  private final Map<Integer, String> forwardAddresses = new LinkedHashMap<>();
  private int starts;
  private volatile int paused = -1;
  private String dayUsd = "1000";
  private List<String> spaces = List.of();

  /**
   * @param slower how many times longer than usual peers think
   */
  HostCluster(Path root, HostNetwork hostNetwork, int hosts, int slower) throws IOException {
    this.root = root;
    this.hostNetwork = hostNetwork;
    this.data = Folders.createPrivate(root.resolve("data"));
    this.slower = slower;
    this.daemons = new ChildJvm[hosts];
    this.kind =
        new ChildJvm.Kind(ScriptedDaemon.class)
            .with(
                "-Xmx256m",
                "-Dhazelcast.logging.type=slf4j",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");
  }

  int count() {
    return daemons.length;
  }

  Path book() {
    return root.resolve("book");
  }

  Path data() {
    return data;
  }

  /** The ceiling of a day for all hosts together. */
  HostCluster with(String usdOfADay) {
    dayUsd = usdOfADay;
    return this;
  }

  /** Hosts that cannot see each other's processes, as on machines of their own. */
  HostCluster farApart() {
    spaces = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    return this;
  }

  /** What the others are told as a host's address for forwarded commands, from its next start. */
  void forwardThrough(int host, String address) {
    forwardAddresses.put(host, address);
  }

  String forwardAddress(int host) {
    return hostNetwork.address(host) + ":" + FORWARD;
  }

  /** Starts a host; {@link #ready} says when it can be used. */
  void start(int host) throws IOException {
    Path settings = root.resolve("settings-" + host + ".json");
    Files.writeString(settings, JsonWriter.of(settings(host)));
    List<String> arguments =
        List.of(data.toString(), book().toString(), settings.toString(), Integer.toString(slower));
    daemons[host] =
        kind.behind(Stream.concat(hostNetwork.on(host).stream(), spaces.stream()).toList())
            .start(root.resolve("host-" + host + "-" + starts++), arguments);
  }

  private Map<String, Object> settings(int host) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < daemons.length; i++) {
      members.add(hostNetwork.address(i) + ":" + MEMBER);
    }
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("enabled", true);
    cluster.put("node", "host-" + host);
    cluster.put("host", hostNetwork.address(host));
    cluster.put("port", (long) MEMBER);
    cluster.put("forward_port", (long) FORWARD);
    cluster.put("members", members);
    cluster.put("minimum_members", (long) (daemons.length / 2 + 1));
    cluster.put("heartbeat_seconds", (long) HEARTBEAT_SECONDS);
    if (forwardAddresses.containsKey(host)) {
      cluster.put("forward_address", forwardAddresses.get(host));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(
        "http",
        Map.of(
            "host",
            hostNetwork.address(host),
            "port",
            (long) PORT,
            "allowed_hosts",
            List.of(hostNetwork.address(host))));
    settings.put("cluster", cluster);
    settings.put("limits", Map.of("day_usd", dayUsd));
    return settings;
  }

  /** All of them, seeing each other. */
  void startAll() throws Exception {
    for (int host = 0; host < daemons.length; host++) {
      start(host);
    }
    awaitWhole();
  }

  DaemonClient client(int host) throws IOException {
    String token = Files.readString(data.resolve("operator.token")).strip();
    return new DaemonClient("http://" + hostNetwork.address(host) + ":" + PORT, token);
  }

  /** Whether clients try this host. */
  boolean reachable(int host) {
    return daemons[host] != null && daemons[host].alive() && host != paused;
  }

  /** Returns when every host that is alive says that it sees all of these. */
  void awaitWhole() throws Exception {
    for (int host = 0; host < daemons.length; host++) {
      awaitSees(host, daemons.length);
    }
  }

  void awaitSees(int host, int others) throws Exception {
    String what = "host " + host + " sees " + others + ": " + said(host);
    until(what, STARTED_SECONDS, () -> hosts(host) == others);
  }

  private int hosts(int host) {
    try {
      return ((List<?>) client(host).get("/cluster").get("hosts")).size();
    } catch (IOException e) {
      return -1; // not there yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** SIGKILL. */
  void kill(int host) throws InterruptedException {
    daemons[host].kill();
  }

  /** SIGTERM: it stops as a daemon should. */
  void terminate(int host) throws InterruptedException {
    daemons[host].terminate();
  }

  /** SIGSTOP: it does nothing, and nobody is told. */
  void pause(int host) throws Exception {
    paused = host;
    daemons[host].stop();
  }

  void goOn(int host) throws Exception {
    daemons[host].goOn();
    paused = -1;
  }

  HostNetwork net() {
    return hostNetwork;
  }

  /** The end of what a host printed as errors. */
  String said(int host) {
    try {
      String all = daemons[host].errors();
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  static void until(String what, int seconds, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + seconds + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    for (ChildJvm daemon : daemons) {
      if (daemon != null) {
        daemon.close();
      }
    }
  }
}

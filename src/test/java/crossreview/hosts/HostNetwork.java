package crossreview.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A network of a few hosts on this machine, each a namespace of its own behind one bridge, and its
 * faults. Whoever stands outside reaches every host whatever happens between them.
 */
final class HostNetwork implements AutoCloseable {
  private static final List<String> TOOLS = List.of("ip", "iptables");
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin"));

  private static final AtomicInteger MADE = new AtomicInteger();

  private final String name;
  private final int subnet;
  private final int hosts;

  private HostNetwork(int hosts) {
    long self = ProcessHandle.current().pid();
    int number = MADE.getAndIncrement(); // the kernel forgets a removed one a little later
    this.name = "xr" + self % 100_000 + (char) ('a' + number % 26);
    this.subnet = (int) ((self + number) % 250) + 1;
    this.hosts = hosts;
  }

  /** Why there is no such network here, if so. */
  static Optional<String> missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root makes network namespaces");
    }
    for (String tool : TOOLS) {
      if (PLACES.stream().noneMatch(place -> Files.isExecutable(place.resolve(tool)))) {
        return Optional.of(tool + " is not installed");
      }
    }
    try {
      run("ip", "netns", "add", "xr-probe");
      run("ip", "netns", "del", "xr-probe");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no network namespace can be made: " + e.getMessage());
    }
  }

  static HostNetwork of(int hosts) throws IOException {
    HostNetwork hostNetwork = new HostNetwork(hosts);
    try {
      hostNetwork.make();
      return hostNetwork;
    } catch (IOException e) {
      hostNetwork.close();
      throw e;
    }
  }

  private void make() throws IOException {
    run("ip", "link", "add", name, "type", "bridge");
    run("ip", "addr", "add", outside() + "/24", "dev", name);
    run("ip", "link", "set", name, "up");
    for (int host = 0; host < hosts; host++) {
      String end = name + "v" + host;
      run("ip", "netns", "add", space(host));
      run("ip", "link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", space(host));
      run("ip", "link", "set", end, "master", name);
      run("ip", "link", "set", end, "up");
      in(host, "ip", "addr", "add", address(host) + "/24", "dev", "eth0");
      in(host, "ip", "link", "set", "eth0", "up");
      in(host, "ip", "link", "set", "lo", "up");
    }
  }

  private String space(int host) {
    return name + "h" + host;
  }

  /** Where a host is. */
  String address(int host) {
    return "10.213." + subnet + "." + (host + 1);
  }

  /** Where this process is, as hosts see it. */
  String outside() {
    return "10.213." + subnet + ".254";
  }

  /** What a command line begins with to run on a host. */
  List<String> on(int host) {
    return List.of("ip", "netns", "exec", space(host));
  }

  private void in(int host, String... command) throws IOException {
    run(Stream.concat(on(host).stream(), Stream.of(command)).toArray(String[]::new));
  }

  /** What one host says does not arrive at the other any more. */
  void cut(int from, int to) throws IOException {
    in(to, "iptables", "-A", "INPUT", "-s", address(from), "-j", "DROP");
  }

  /** Neither hears the other any more. */
  void partition(int a, int b) throws IOException {
    cut(a, b);
    cut(b, a);
  }

  /** A share of what arrives at a host from other hosts is lost. */
  void loss(int host, double share) throws IOException {
    for (int other = 0; other < hosts; other++) {
      in(
          host,
          "iptables",
          "-A",
          "INPUT",
          "-s",
          address(other),
          "-m",
          "statistic",
          "--mode",
          "random",
          "--probability",
          Double.toString(share),
          "-j",
          "DROP");
    }
  }

  /** All is well between all hosts. */
  void heal() throws IOException {
    for (int host = 0; host < hosts; host++) {
      in(host, "iptables", "-F");
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (int host = 0; host < hosts; host++) {
      if (Files.exists(Path.of("/run/netns", space(host)))) {
        run("ip", "netns", "del", space(host));
      }
    }
    run("ip", "link", "del", name);
  }
}

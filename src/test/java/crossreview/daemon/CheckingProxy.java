package crossreview.daemon;

import crossreview.testkit.Eventually;
import crossreview.testkit.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prism in front of a daemon: it answers with an error what its description does not allow. */
final class CheckingProxy implements AutoCloseable {
  private final Process process;
  private final int port;

  CheckingProxy(NodePackages tools, Path description, int behind) throws IOException {
    port = free();
    Path log = description.resolveSibling("proxy.log");
    List<String> command =
        List.of(
            NodePackages.node().toString(),
            tools.file("@stoplight/prism-cli/dist/index.js").toString(),
            "proxy",
            "--errors",
            "--port=" + port,
            description.toString(),
            "http://127.0.0.1:" + behind);
    process =
        new ProcessBuilder(command)
            .directory(tools.home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Eventually.holds(() -> said(log).contains("Prism is listening"), Duration.ofSeconds(60));
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}

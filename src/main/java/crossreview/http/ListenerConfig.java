package crossreview.http;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param port 0 for a free one
 * @param allowedHosts names accepted in Host and Origin besides the loopback names
 * @param corsOrigins pages from elsewhere that may ask
 * @param trustedProxies addresses that may say whom they ask for
 * @param tlsFiles null for none
 * @param socket the Unix domain socket to listen at instead of host and port
 */
public record ListenerConfig(
    String host,
    int port,
    List<String> allowedHosts,
    List<String> corsOrigins,
    List<String> trustedProxies,
    @Nullable TlsFiles tlsFiles,
    @Nullable Path socket) {
  public ListenerConfig {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /**
   * A Unix domain socket, for programs on this machine. Who can reach it is up to the mode of its
   * directory, so there is no TLS, and requests name the host {@code localhost}.
   */
  public static ListenerConfig unixSocket(Path socket) {
    return new ListenerConfig("localhost", 0, List.of(), List.of(), List.of(), null, socket);
  }

  /** The certificate chain and its key, each a file in PEM. */
  public record TlsFiles(Path certificate, Path key) {}
}

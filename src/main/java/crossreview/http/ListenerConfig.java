package crossreview.http;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param port 0 for a free one
 * @param accessLists asked for each request; never blocks
 * @param tlsFiles null for none
 * @param socket the Unix domain socket to listen at instead of host and port
 */
public record ListenerConfig(
    String host,
    int port,
    Supplier<AccessLists> accessLists,
    @Nullable TlsFiles tlsFiles,
    @Nullable Path socket) {
  /**
   * A Unix domain socket, for programs on this machine. Who can reach it is up to the mode of its
   * directory, so there is no TLS, and requests name the host {@code localhost}.
   */
  public static ListenerConfig unixSocket(Path socket) {
    return new ListenerConfig("localhost", 0, () -> AccessLists.NONE, null, socket);
  }

  /** The certificate chain and its key, each a file in PEM. */
  public record TlsFiles(Path certificate, Path key) {}
}

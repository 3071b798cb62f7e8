package crossreview.http;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the door is.
 *
 * @param port 0 for a free one
 * @param allowedHosts names accepted in Host and Origin besides the loopback names
 * @param corsOrigins pages from elsewhere that may ask
 * @param trustedProxies addresses that may say whom they ask for
 * @param tlsFiles null for none
 */
public record ListenerConfig(
    String host,
    int port,
    List<String> allowedHosts,
    List<String> corsOrigins,
    List<String> trustedProxies,
    TlsFiles tlsFiles) {
  public ListenerConfig {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** The certificate chain and its key, each a file in PEM. */
  public record TlsFiles(Path certificate, Path key) {}
}

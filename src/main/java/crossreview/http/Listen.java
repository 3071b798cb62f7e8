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
 * @param tls null for none
 */
public record Listen(
    String host,
    int port,
    List<String> allowedHosts,
    List<String> corsOrigins,
    List<String> trustedProxies,
    Tls tls) {
  public Listen {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** The certificate chain and its key, each a file in PEM. */
  public record Tls(Path certificate, Path key) {}
}

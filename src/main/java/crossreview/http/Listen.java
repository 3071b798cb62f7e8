package crossreview.http;

import java.util.List;

/**
 * Where the door is.
 *
 * @param port 0 for a free one
 * @param allowedHosts names accepted in Host and Origin besides the loopback names
 */
public record Listen(String host, int port, List<String> allowedHosts) {
  public Listen {
    allowedHosts = List.copyOf(allowedHosts);
  }
}

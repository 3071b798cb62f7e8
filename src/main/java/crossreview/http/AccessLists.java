package crossreview.http;

import java.util.List;

/**
 * Which names and addresses a listener trusts; a reload may replace it. Immutable.
 *
 * @param allowedHosts names accepted in Host and Origin besides the loopback names
 * @param corsOrigins pages from elsewhere that may ask
 * @param trustedProxies addresses that may say whom they ask for
 */
public record AccessLists(
    List<String> allowedHosts, List<String> corsOrigins, List<String> trustedProxies) {
  /** Nothing but the loopback names. */
  public static final AccessLists NONE = new AccessLists(List.of(), List.of(), List.of());

  public AccessLists {
    allowedHosts = List.copyOf(allowedHosts);
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }
}

package crossreview.http.request;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The address at the other end, also behind proxies that are trusted to say it. */
final class ClientAddress {
  /** What stands for an address at a Unix domain socket, whose other end has none. */
  private static final String LOCAL = "local";

  private final Set<String> proxies;

  ClientAddress(List<String> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  /**
   * The nearest address that is not a trusted proxy. What is before it in {@code X-Forwarded-For}
   * every client can write.
   */
  String of(HttpServerRequest request) {
    String address = of(request.remoteAddress());
    String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
    String[] hops = forwarded.isBlank() ? new String[0] : forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && proxies.contains(address); i--) {
      address = hops[i].strip();
    }
    return address.length() <= 64 ? address : address.substring(0, 64);
  }

  private static String of(SocketAddress remote) {
    return Objects.requireNonNullElse(remote.hostAddress(), LOCAL);
  }

  /** The network of the address of a request, as below. */
  String network(HttpServerRequest request) {
    return network(of(request));
  }

  /** What one client has for itself: an address of IPv4, or a network of 64 bits of IPv6. */
  static String network(SocketAddress remote) {
    return network(of(remote));
  }

  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    byte[] bytes;
    try {
      bytes = InetAddress.ofLiteral(address).getAddress(); // 4 of them for a mapped IPv4
    } catch (IllegalArgumentException e) {
      return address; // a proxy's own form, such as one with a port
    }
    return bytes.length == 4
        ? address.substring(address.lastIndexOf(':') + 1)
        : HexFormat.of().formatHex(bytes, 0, 8) + "/64";
  }
}

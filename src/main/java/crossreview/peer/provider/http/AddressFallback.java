package crossreview.peer.provider.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a server by its name: to an address that was checked, and to no other, so that a name
 * cannot stand for something else between the check and the connection. When one address refuses,
 * the others are tried in order: a name such as {@code localhost} may stand for an IPv4 and an IPv6
 * address, and a server may listen on one of them only. Nothing of a request was sent when a
 * connection is refused, so this is not a retry of a call. The host keeps its name in the request
 * and in the check of its certificate. Any thread; names are looked up on a worker thread.
 */
public final class AddressFallback {
  private static final int ADDRESSES_MAX = 4; // each may take the whole time for connecting

  private final Vertx vertx;
  private final HttpClient client;
  private final HostLookup lookup;
  private final AddressCheck check;

  /** All addresses of a name in the order in which they are tried; may block. */
  @FunctionalInterface
  public interface HostLookup {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  /** Why a host is not called at an address that its name stands for now, if it is not. */
  @FunctionalInterface
  public interface AddressCheck {
    Optional<String> refusal(String host, InetAddress address, boolean tls);
  }

  public AddressFallback(Vertx vertx, HttpClient client, HostLookup lookup, AddressCheck check) {
    this.vertx = vertx;
    this.client = client;
    this.lookup = lookup;
    this.check = check;
  }

  /** As this machine resolves names. */
  public static List<InetAddress> resolved(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  /** A request on a connection; fails with what the first address answered if all refuse. */
  public Future<HttpClientRequest> request(RequestOptions options) {
    return vertx
        .executeBlocking(() -> allowed(options), false)
        .compose(all -> next(options, all, 0, null));
  }

  private List<InetAddress> allowed(RequestOptions options)
      throws UnknownHostException, AddressException {
    List<InetAddress> allowed = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    for (InetAddress address : lookup.addresses(options.getHost())) {
      Optional<String> why =
          check.refusal(options.getHost(), address, Boolean.TRUE.equals(options.isSsl()));
      if (why.isEmpty()) {
        allowed.add(address);
      }
      refusal = refusal.or(() -> why);
    }
    if (allowed.isEmpty()) {
      throw new AddressException(refusal.orElse(options.getHost() + " has no address"));
    }
    return allowed.subList(0, Math.min(ADDRESSES_MAX, allowed.size()));
  }

  /**
   * @param first what the first address answered; absent at the first one
   */
  private Future<HttpClientRequest> next(
      RequestOptions options, List<InetAddress> all, int at, @Nullable Throwable first) {
    if (at == all.size()) {
      return Future.failedFuture(first);
    }
    String address = all.get(at).getHostAddress();
    SocketAddress server = SocketAddress.inetSocketAddress(options.getPort(), host(address));
    return client
        .request(new RequestOptions(options).setServer(server))
        .recover(cause ->
            refused(cause)
                ? next(options, all, at + 1, first == null ? cause : first)
                : Future.failedFuture(cause));
  }

  private static boolean refused(Throwable cause) {
    return cause instanceof ConnectException || cause instanceof NoRouteToHostException;
  }

  /** As an authority has it: an IPv6 address is in brackets and has no scope. */
  private static String host(String address) {
    int scope = address.indexOf('%');
    String bare = scope < 0 ? address : address.substring(0, scope);
    return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
  }
}

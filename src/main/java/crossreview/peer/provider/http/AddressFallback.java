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

/**
 * Connects to a provider by its name: when one address of the name refuses, the others are tried in
 * order. A name such as {@code localhost} may stand for an IPv4 and an IPv6 address, and a server
 * may listen on one of them only. Nothing of a request was sent when a connection is refused, so
 * this is no retry of a call. Any thread; names are looked up on a worker thread.
 */
final class AddressFallback {
  private static final int ADDRESSES_MAX = 4; // each may take the whole time for connecting

  private final Vertx vertx;
  private final HttpClient client;
  private final HostLookup lookup;

  /** All addresses of a name, as texts, in the order in which they are tried; may block. */
  @FunctionalInterface
  interface HostLookup {
    List<String> addresses(String host) throws UnknownHostException;
  }

  AddressFallback(Vertx vertx, HttpClient client, HostLookup lookup) {
    this.vertx = vertx;
    this.client = client;
    this.lookup = lookup;
  }

  /** As this machine resolves names. */
  static List<String> resolved(String host) throws UnknownHostException {
    List<String> texts = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      texts.add(address.getHostAddress());
    }
    return texts;
  }

  /** A request on a connection; fails with what the first address answered if all refuse. */
  Future<HttpClientRequest> request(RequestOptions options) {
    return client
        .request(options)
        .recover(cause ->
            cause instanceof ConnectException || cause instanceof NoRouteToHostException
                ? others(options, cause)
                : Future.failedFuture(cause));
  }

  private Future<HttpClientRequest> others(RequestOptions options, Throwable first) {
    return vertx
        .executeBlocking(() -> lookup.addresses(options.getHost()), false)
        .recover(unknown -> Future.failedFuture(first))
        .compose(all -> all.size() < 2 ? Future.failedFuture(first) : next(options, all, 0, first));
  }

  private Future<HttpClientRequest> next(
      RequestOptions options, List<String> all, int at, Throwable first) {
    if (at == Math.min(ADDRESSES_MAX, all.size())) {
      return Future.failedFuture(first);
    }
    SocketAddress server = SocketAddress.inetSocketAddress(options.getPort(), host(all.get(at)));
    return client
        .request(new RequestOptions(options).setServer(server))
        .recover(cause -> next(options, all, at + 1, first));
  }

  /** As an authority has it: an IPv6 address stands in brackets and has no scope. */
  private static String host(String address) {
    int scope = address.indexOf('%');
    String bare = scope < 0 ? address : address.substring(0, scope);
    return bare.indexOf(':') < 0 ? bare : "[" + bare + "]";
  }
}

package crossreview.peer.provider.http;

import crossreview.guard.Secret;
import crossreview.model.TraceContext;
import crossreview.profile.ProviderProfile;
import crossreview.profile.ProviderProfile.ProviderEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one provider, and how its requests are addressed. Any thread. */
public final class ProviderClient {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);
  private static final int KEEP_ALIVE_SECONDS = 55; // most servers close theirs after 60
  private static final int WAITING_MAX =
      1_024; // requests for a connection; the limits of the account admit fewer

  private final HttpClient client;
  private final AddressFallback addresses;
  private final ProviderEndpoint providerEndpoint;
  private final @Nullable Secret key;
  private final String agent;

  /**
   * @param key null where none is needed or none was found
   * @param agent how the daemon calls itself
   */
  public ProviderClient(
      Vertx vertx, ProviderProfile providerProfile, @Nullable Secret key, String agent) {
    this.providerEndpoint = providerProfile.providerEndpoint();
    this.key = key;
    this.agent = agent;
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(providerEndpoint.base().getScheme().equalsIgnoreCase("https"))
            .setConnectTimeout((int) providerProfile.callTimeouts().connect().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setDecompressionSupported(true);
    if (providerEndpoint.proxy() != null) {
      String[] parts = providerEndpoint.proxy().split(":", 2);
      options.setProxyOptions(
          new ProxyOptions().setHost(parts[0]).setPort(Integer.parseInt(parts[1])));
    }
    PoolOptions pool =
        new PoolOptions()
            .setHttp1MaxSize(providerProfile.providerLimits().concurrent())
            .setMaxWaitQueueSize(WAITING_MAX);
    this.client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(pool)
            .withConnectHandler(connection -> connection.exceptionHandler(this::lost))
            .build();
    this.addresses =
        new AddressFallback(
            vertx, client, AddressFallback::resolved, providerEndpoint.addressPolicy()::refusal);
  }

  /** An everyday fault of a network; a call that it ends fails by itself. */
  private void lost(Throwable cause) {
    LOG.info("a connection to {} broke: {}", providerEndpoint.base().getHost(), cause.getMessage());
  }

  /** A request on a connection to any address of the provider's name. */
  Future<HttpClientRequest> request(RequestOptions options) {
    return providerEndpoint.proxy() == null
        ? addresses.request(options)
        : client.request(options); // the proxy looks up the name
  }

  /** Whether requests can carry the key that the provider wants. */
  boolean keyed() {
    return providerEndpoint.key() == null
        || providerEndpoint.key().variables().isEmpty()
        || key != null;
  }

  /**
   * Where a model answers.
   *
   * @param trace is told where the settings allow it; null for none. The daemon has no span of its
   *     own that a provider could name, so both headers go on as they came
   */
  RequestOptions call(String model, @Nullable TraceContext trace) {
    String path = providerEndpoint.path().replace("{model}", encoded(model));
    RequestOptions options = request(HttpMethod.POST, path);
    options.putHeader("content-type", "application/json");
    options.putHeader("accept", "text/event-stream, application/json");
    if (trace != null && providerEndpoint.traceContext()) {
      options.putHeader("traceparent", trace.traceparent());
      if (trace.tracestate() != null) {
        options.putHeader("tracestate", trace.tracestate());
      }
    }
    return options;
  }

  /** Where it lists its models. */
  RequestOptions models(String path, Duration within) {
    return request(HttpMethod.GET, path)
        .putHeader("accept", "application/json")
        .setTimeout(within.toMillis());
  }

  /** Something else that the server tells, at a path from its root. */
  RequestOptions resource(String path, Duration within) {
    return request(HttpMethod.GET, "")
        .setURI(path)
        .putHeader("accept", "application/json")
        .setTimeout(within.toMillis());
  }

  private RequestOptions request(HttpMethod method, String path) {
    URI base = providerEndpoint.base();
    boolean tls = base.getScheme().equalsIgnoreCase("https");
    int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
    String root = base.getRawPath() == null ? "" : base.getRawPath();
    String prefix = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(base.getHost()) // an IPv6 address keeps its brackets
            .setPort(port)
            .setSsl(tls)
            .setFollowRedirects(false) // the key goes nowhere else
            .setURI(prefix + path);
    options.putHeader("user-agent", agent);
    providerEndpoint.headers().forEach(options::putHeader);
    if (providerEndpoint.key() != null && key != null) {
      options.putHeader(
          providerEndpoint.key().header(), providerEndpoint.key().prefix() + key.reveal());
    }
    return options;
  }

  private static String encoded(String model) {
    return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

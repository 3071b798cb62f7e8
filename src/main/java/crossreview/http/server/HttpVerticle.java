package crossreview.http.server;

import crossreview.http.ClientConnection;
import crossreview.http.ConnectionLimiter;
import crossreview.http.HttpLimits;
import crossreview.http.HttpServices;
import crossreview.http.ListenerConfig;
import crossreview.http.ServerState;
import crossreview.http.events.ConnectionRegistry;
import crossreview.http.request.ConnectionTracker;
import crossreview.http.request.InFlightRequests;
import crossreview.http.request.InvalidRequestHandler;
import crossreview.http.request.RequestFilter;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop of the server; several instances share the port, also one that the system chooses
 * (port 0).
 *
 * <p>When it stops, it takes no new connection, closes its WebSockets with a reason.
 */
public final class HttpVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);

  /** How long the last answers may take once the server stops. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** A connection without any traffic; heartbeats keep WebSockets far away from it. */
  private static final int IDLE_SECONDS = 120;

  /** How often connections are closed that have waited for too long. */
  private static final Duration EXPIRY = Duration.ofMillis(500);

  /** How often requests are ended whose token was withdrawn. */
  private static final Duration WITHDRAWAL = Duration.ofMillis(250);

  /** How often the log says that there were too many of them. */
  private static final Duration COUNT = Duration.ofMinutes(1);

  /** Connections that wait in the system; what is behind so many is looked at within a second. */
  private static final int BACKLOG = 1_024;

  private static final int TLS_HANDSHAKE_SECONDS = 5; // two round trips

  private static final int COMPRESSED_FROM = 1_024; // bytes; less fits into one packet anyway

  /** A browser that shows its token as a subprotocol needs another one to be spoken. */
  private static final String SUBPROTOCOL = "crossreview.v1";

  private static final int REQUEST_LINE_BYTES = 4 * 1024; // the longest of ours has 300

  private final HttpServices httpServices;
  private final ListenerConfig listenerConfig;
  private final HttpLimits limits;
  private final ServerState sockets;
  private final ConnectionLimiter connectionLimiter;
  private HttpServer server;
  private @Nullable CertificateReloader certificateReloader; // null without TLS
  private ConnectionRegistry own;
  private InFlightRequests requests;

  /**
   * @param sockets shared by all instances
   * @param connectionLimiter shared by all instances of a listener
   */
  public HttpVerticle(
      HttpServices httpServices,
      ListenerConfig listenerConfig,
      HttpLimits limits,
      ServerState sockets,
      ConnectionLimiter connectionLimiter) {
    this.httpServices = httpServices;
    this.listenerConfig = listenerConfig;
    this.limits = limits;
    this.sockets = sockets;
    this.connectionLimiter = connectionLimiter;
  }

  @Override
  public Future<?> start() {
    certificateReloader =
        listenerConfig.tlsFiles() == null
            ? null
            : new CertificateReloader(vertx, listenerConfig.tlsFiles());
    own = new ConnectionRegistry(vertx, httpServices, limits, sockets);
    requests = new InFlightRequests(vertx);
    ConnectionTracker connectionTracker = new ConnectionTracker(connectionLimiter);
    vertx.setPeriodic(EXPIRY.toMillis(), timer -> connectionLimiter.expire());
    vertx.setPeriodic(WITHDRAWAL.toMillis(), timer -> requests.withdraw(httpServices::holds));
    vertx.setPeriodic(COUNT.toMillis(), timer -> countDropped());
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(connection -> {
              new ClientConnection(connection).addBeforeCompression(new PipelineLimiter());
              connectionTracker.connected(connection);
            })
            .invalidRequestHandler(InvalidRequestHandler::answer)
            .requestHandler(routes(connectionTracker));
    return server.listen(address()).map(this::listening);
  }

  private void countDropped() {
    long dropped = connectionLimiter.takeDropped();
    if (dropped > 0) {
      LOG.atWarn().addKeyValue("count", dropped).log("connections closed: no place for more");
    }
  }

  private HttpServer listening(HttpServer bound) {
    if (listenerConfig.socket() == null) {
      sockets.listening(bound.actualPort());
    }
    if (certificateReloader != null) {
      certificateReloader.follow(bound);
    }
    return bound;
  }

  private Router routes(ConnectionTracker connectionTracker) {
    RequestFilter requestFilter =
        new RequestFilter(httpServices, listenerConfig, connectionTracker, requests);
    return new RouterFactory(vertx, httpServices, limits, own).router(requestFilter);
  }

  private SocketAddress address() {
    if (listenerConfig.socket() != null) {
      return SocketAddress.domainSocketAddress(listenerConfig.socket().toString());
    }
    return listenerConfig.port() == 0
        ? SocketAddress.sharedRandomPort(1, listenerConfig.host()) // the same number: the same port
        : SocketAddress.inetSocketAddress(listenerConfig.port(), listenerConfig.host());
  }

  private HttpServerOptions options() {
    HttpServerOptions options = plain();
    return certificateReloader == null
        ? options
        : options
            .setSsl(true)
            .setUseAlpn(false) // HTTP/1.1 only: one request at a time on a connection
            .setSslHandshakeTimeout(TLS_HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setKeyCertOptions(certificateReloader.pem());
  }

  private HttpServerOptions plain() {
    return new HttpServerOptions()
        .setHost(listenerConfig.host())
        .setPort(listenerConfig.port())
        .setMaxHeaderSize(limits.headerBytes())
        .setMaxInitialLineLength(REQUEST_LINE_BYTES)
        .setAcceptBacklog(BACKLOG)
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpKeepAlive(true)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true)
        .setCompressionContentSizeThreshold(COMPRESSED_FROM)
        .addCompressor(StandardCompressionOptions.gzip(1, 15, 8)) // fast: an event loop does it
        .setDecompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .addWebSocketSubProtocol(SUBPROTOCOL)
        .setMaxWebSocketFrameSize(limits.frameBytes())
        .setMaxWebSocketMessageSize(limits.frameBytes())
        .setWebSocketClosingTimeout((int) FAREWELL.toSeconds());
  }

  @Override
  public Future<?> stop() {
    if (certificateReloader != null) {
      certificateReloader.stop();
    }
    return own.closeAll()
        .eventually(() -> requests.idle(FAREWELL))
        .eventually(() -> server.close());
  }
}

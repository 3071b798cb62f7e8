package crossreview.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.time.Duration;

/**
 * One event loop of the door; several instances share the port, also one that the system chooses
 * (port 0).
 *
 * <p>When it stops, it takes no new connection, tells its WebSockets good-bye and closes them.
 */
public final class HttpVerticle extends VerticleBase {
  /** How long the last answers may take once the door closes. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** A connection without any traffic; heartbeats keep WebSockets far away from it. */
  private static final int IDLE_SECONDS = 120;

  private static final int COMPRESSED_FROM = 1_024; // bytes; less fits into one packet anyway

  private static final int REQUEST_LINE_BYTES = 4 * 1024; // the longest of ours has 300

  private final Services services;
  private final Listen listen;
  private final HttpLimits limits;
  private final OpenSockets sockets;
  private HttpServer server;
  private Certificate certificate; // null without TLS
  private Sockets own;
  private InFlight requests;

  /**
   * @param sockets shared by all instances
   */
  public HttpVerticle(Services services, Listen listen, HttpLimits limits, OpenSockets sockets) {
    this.services = services;
    this.listen = listen;
    this.limits = limits;
    this.sockets = sockets;
  }

  @Override
  public Future<?> start() {
    certificate = listen.tls() == null ? null : new Certificate(vertx, listen.tls());
    own = new Sockets(vertx, services, limits, sockets);
    requests = new InFlight(vertx);
    SlowStart slow = new SlowStart(vertx, limits.request());
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(slow::connected)
            .invalidRequestHandler(BrokenRequest::answer)
            .requestHandler(routes(slow));
    return server.listen(address()).map(this::listening);
  }

  private HttpServer listening(HttpServer bound) {
    sockets.listening(bound.actualPort());
    if (certificate != null) {
      certificate.follow(bound);
    }
    return bound;
  }

  private Router routes(SlowStart slow) {
    Doorway doorway = new Doorway(services, listen, slow, requests);
    return new Routes(vertx, services, limits, own).router(doorway);
  }

  private SocketAddress address() {
    return listen.port() == 0
        ? SocketAddress.sharedRandomPort(1, listen.host()) // the same number: the same port
        : SocketAddress.inetSocketAddress(listen.port(), listen.host());
  }

  private HttpServerOptions options() {
    HttpServerOptions options = plain();
    return certificate == null
        ? options
        : options.setSsl(true).setKeyCertOptions(certificate.pem());
  }

  private HttpServerOptions plain() {
    return new HttpServerOptions()
        .setHost(listen.host())
        .setPort(listen.port())
        .setMaxHeaderSize(limits.headerBytes())
        .setMaxInitialLineLength(REQUEST_LINE_BYTES)
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpKeepAlive(true)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(true)
        .setCompressionContentSizeThreshold(COMPRESSED_FROM)
        .addCompressor(StandardCompressionOptions.gzip(1, 15, 8)) // fast: an event loop does it
        .setDecompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(limits.frameBytes())
        .setMaxWebSocketMessageSize(limits.frameBytes())
        .setWebSocketClosingTimeout((int) FAREWELL.toSeconds());
  }

  @Override
  public Future<?> stop() {
    if (certificate != null) {
      certificate.stop();
    }
    return own.farewell()
        .eventually(() -> requests.idle(FAREWELL))
        .eventually(() -> server.close());
  }
}

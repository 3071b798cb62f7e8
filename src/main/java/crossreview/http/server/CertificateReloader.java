package crossreview.http.server;

import crossreview.http.ListenerConfig.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate of the server, which follows its files: renewed ones count without a restart. */
final class CertificateReloader {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateReloader.class);
  private static final Duration LOOK = Duration.ofSeconds(2); // a look at two files

  private final Vertx vertx;
  private final TlsFiles files;
  private long timer = -1;
  private String used = "";

  CertificateReloader(Vertx vertx, TlsFiles files) {
    this.vertx = vertx;
    this.files = files;
  }

  PemKeyCertOptions pem() {
    return new PemKeyCertOptions()
        .setCertPath(files.certificate().toString())
        .setKeyPath(files.key().toString());
  }

  void follow(HttpServer server) {
    vertx.executeBlocking(this::state, false).onSuccess(state -> used = state);
    timer = vertx.setPeriodic(LOOK.toMillis(), tick -> look(server));
  }

  /** Looks once; completes with whether other files are in use now. */
  Future<Boolean> look(HttpServer server) {
    return vertx
        .executeBlocking(this::state, false)
        .compose(state ->
            state.equals(used)
                ? Future.succeededFuture(false)
                : server
                    .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(pem()), true)
                    .onSuccess(done -> used = state)
                    .map(true))
        .onSuccess(changed -> {
          if (changed) {
            LOG.atInfo().log("the certificate has changed");
          }
        })
        .onFailure(
            cause -> LOG.atWarn().log("the old certificate stays in use: {}", cause.toString()));
  }

  private String state() throws IOException {
    return Files.getLastModifiedTime(files.certificate())
        + " "
        + Files.getLastModifiedTime(files.key());
  }

  void stop() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }
}

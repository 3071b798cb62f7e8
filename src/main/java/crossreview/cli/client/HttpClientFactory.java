package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP clients that trust the daemon of this machine by its own certificate, which nobody else may
 * vouch for; names are checked all the same.
 */
public final class HttpClientFactory {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private HttpClientFactory() {}

  public static HttpClient client(DaemonAddress address) {
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    return address.certificate() == null
        ? client.build()
        : client.sslContext(context(address.certificate())).build();
  }

  private static SSLContext context(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("daemon-" + trusted.size(), each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new CliException(
          CliProblem.BAD_CERTIFICATE,
          "cannot read the daemon's certificate " + pem + ": " + e.getMessage());
    }
  }
}

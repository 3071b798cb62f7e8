package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crossreview.testkit.Certificates;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path dir;

  /** Whom the server says it is; whoever that is. */
  private static String subject(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/livez")).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      X509Certificate shown =
          (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  private static boolean shows(HttpTestServer httpTestServer, String name) {
    try {
      return subject(httpTestServer.port()).equals(name);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // The test looks at the name itself.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void onlyHttpsIsServedAndARenewedCertificateCountsWithoutARestart() throws Exception {
    Certificates first = Certificates.make(dir, "first");
    ListenerConfig.TlsFiles tlsFiles =
        new ListenerConfig.TlsFiles(first.certificate(), first.key());
    try (HttpTestServer httpTestServer =
        HttpTestServer.open(dir.resolve("data"), HttpTestServer.Plan.usual().secured(tlsFiles))) {
      assertEquals("CN=first", subject(httpTestServer.port()));
      assertThrows(
          IOException.class,
          () -> {
            try (RawSocket plain = new RawSocket(httpTestServer.port())) {
              plain.write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
              plain.readHead();
            }
          });

      Certificates.make(dir, "second");
      Eventually.holds(() -> shows(httpTestServer, "CN=second"));
    }
  }

  @Test
  void aCertificateThatCannotBeReadStopsTheStart() {
    ListenerConfig.TlsFiles tlsFiles =
        new ListenerConfig.TlsFiles(dir.resolve("none.pem"), dir.resolve("none.key"));

    assertThrows(
        IllegalStateException.class,
        () ->
            HttpTestServer.open(dir.resolve("data"), HttpTestServer.Plan.usual().secured(tlsFiles))
                .close());
  }
}

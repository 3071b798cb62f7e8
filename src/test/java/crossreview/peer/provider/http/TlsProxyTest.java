package crossreview.peer.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.ModelPeerBuilder;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers behind certificates that nobody vouches for, and behind proxies. */
class TlsProxyTest extends ProviderCase {
  private static final String WORD = "changeit"; // the keystore of a test

  @TempDir private Path dir;

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedBeforeAnythingIsSent() throws Exception {
    Path store = dir.resolve("store.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "a",
            "-dname",
            "CN=other",
            "-keystore",
            store.toString(),
            "-storepass",
            WORD,
            "-validity",
            "2");
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    made.getInputStream().readAllBytes();
    assertTrue(made.waitFor(30, TimeUnit.SECONDS));
    NetServer server =
        vertx.createNetServer(
            new NetServerOptions()
                .setHost("127.0.0.1")
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(WORD)));
    ReviewHarness.get(server.connectHandler(socket -> socket.handler(bytes -> {})).listen(0));

    String url = "https://127.0.0.1:" + server.actualPort();

    assertEquals(
        "network/tls connect zero",
        failure(ModelPeerBuilder.at(vertx, url).peer(DialectFixture.CHAT)));
  }

  @Test
  void aProxyCarriesTheRequest() {
    provider.answers(request -> FakeProvider.stream(stream(DialectFixture.CHAT)));
    String proxy = provider.url().substring("http://".length());
    ModelPeer peer =
        ModelPeerBuilder.at(vertx, "http://models.invalid/v1")
            .with("proxy", proxy)
            .peer(DialectFixture.CHAT);

    assertEquals(READY, reply(peer).text());
    assertEquals(
        "http://models.invalid/v1/chat/completions", provider.requests().getFirst().path());
  }
}

package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.testkit.ChromeBrowser;
import crossreview.testkit.Eventually;
import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A daemon with a panel that has a seat, and a browser. */
final class PageFixture implements AutoCloseable {
  static final Path PICTURES = Path.of("target/page");
  private static final String SETTINGS =
      """
      {"peers": [{"id": "person", "kind": "seat"}, {"id": "secrets", "kind": "builtin"},
                 {"id": "structure", "kind": "builtin"}],
       "panels": {"rules": {"peers": ["secrets", "structure"]},
                  "seated": {"peers": ["person", "secrets"]}},
       "default_panel": "rules", "default_mode": "review"}
      """;

  static final String DIFF =
      """
      diff --git a/src/Client.java b/src/Client.java
      --- a/src/Client.java
      +++ b/src/Client.java
      @@ -1,4 +1,6 @@
       class Client {
      +  String key = "AKIAIOSFODNN7EXAMPL3";
         int retries = 3;
      -  int wait = 1;
      +  int wait = 2;
      +  void run() { System.out.println("debug"); }
       }
      """;

  private final Path home;
  private final Path data;
  private final Path settings;
  DaemonProcess daemon;
  final ChromeBrowser browser;

  PageFixture(Path home) throws Exception {
    this.home = home;
    this.data = home.resolve("data");
    this.settings = Files.writeString(home.resolve("settings.json"), SETTINGS);
    this.daemon = DaemonProcess.start(home, data, "--config", settings.toString());
    this.browser = ChromeBrowser.start(home);
    browser.screen(1200, 900, false);
  }

  /** Ends the daemon and starts another one at the same address. */
  void restart() throws Exception {
    int port = URI.create(daemon.url()).getPort();
    daemon.close();
    daemon =
        DaemonProcess.start(
            home, data, "--config", settings.toString(), "--set", "http.port=" + port);
  }

  /** The same with a page elsewhere that may call the API. */
  void restartAllowing(String origin) throws Exception {
    String http = "{\"http\": {\"cors_origins\": [\"" + origin + "\"]},";
    Files.writeString(settings, http + SETTINGS.substring(1));
    restart();
  }

  /** The address of a screen with a code that works once. */
  String address(String path) throws Exception {
    ProgramProcess opened =
        ProgramProcess.with(home).run("open", "--print", "--data-dir", data.toString());
    assertEquals(0, opened.exit(), opened::said);
    String url = opened.out().getFirst();
    return daemon.url() + path + url.substring(url.indexOf('#'));
  }

  /** Opens a screen, signed in. */
  void open(String path) throws Exception {
    browser.open(address(path));
    browser.until("document.querySelector('header nav') && document.querySelector('main h1')");
  }

  /** A review by the built-in rules that has ended. */
  String reviewed(String task, String text) throws Exception {
    Map<String, Object> review =
        Map.of("task", task, "draft", text, "label", "change.diff", "caller_status", "READY");
    String id = (String) daemon.post("/rounds", null, review).get("session_id");
    Eventually.holds(() -> !running(id), Duration.ofSeconds(30));
    return id;
  }

  private boolean running(String id) {
    try {
      return !(daemon.get("/sessions/" + id).get("run") instanceof Map<?, ?> run)
          || Boolean.TRUE.equals(run.get("running"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A token of somebody who may call. */
  String token(String name) throws Exception {
    ProgramProcess made =
        ProgramProcess.with(home)
            .run("token", "create", name, "--role", "caller", "--data-dir", data.toString());
    assertEquals(0, made.exit(), made::said);
    return made.out().getFirst();
  }

  void picture(String name) throws IOException {
    browser.picture(PICTURES.resolve(name + ".png"));
  }

  /** No script has failed, none was blocked by the policy, and nothing was said on the console. */
  void noFaults() {
    assertEquals(List.of(), List.copyOf(browser.faults));
  }

  @Override
  public void close() throws Exception {
    browser.close();
    daemon.close();
  }
}

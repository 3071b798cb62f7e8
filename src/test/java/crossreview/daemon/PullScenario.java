package crossreview.daemon;

import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeGithub;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that reviews pull requests, and the forge that they are on. */
abstract class PullScenario {
  static final Duration PATIENCE = Duration.ofSeconds(30); // a busy machine

  @TempDir Path home;
  Vertx vertx;
  FakeGithub github;
  ForgeDaemon daemon;

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    github = FakeGithub.start(vertx);
    daemon = new ForgeDaemon(home, github);
  }

  @AfterEach
  void close() {
    daemon.close();
    github.close();
    vertx.close();
  }

  /** The newest status of a head, or nothing. */
  String status() {
    List<Map<String, Object>> all = github.repository().statuses;
    return all.isEmpty() ? "" : String.valueOf(all.getLast().get("state"));
  }

  void settled(String state) {
    Eventually.holds(() -> status().equals(state), PATIENCE);
  }
}

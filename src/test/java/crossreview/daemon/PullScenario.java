package crossreview.daemon;

import crossreview.testkit.Eventually;
import crossreview.testkit.TestVertx;
import crossreview.testkit.forge.FakeForge;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon that reviews pull requests, and the forge that they are on.
 *
 * @param <F> which forge
 */
abstract class PullScenario<F extends FakeForge> {
  static final Duration PATIENCE = Duration.ofSeconds(30); // a busy machine

  @TempDir Path home;
  Vertx vertx;
  F forge;
  ForgeDaemon daemon;

  /** A new forge on {@link #vertx}. */
  abstract F forge();

  @BeforeEach
  void open() throws Exception {
    vertx = TestVertx.create();
    forge = forge();
    daemon = new ForgeDaemon(home, forge);
  }

  @AfterEach
  void close() {
    daemon.close();
    forge.close();
    vertx.close();
  }

  /** The newest status of a head, or nothing. */
  String status() {
    List<String> all = forge.states(null);
    return all.isEmpty() ? "" : all.getLast();
  }

  void settled(String state) {
    Eventually.holds(() -> status().equals(state), PATIENCE);
  }
}

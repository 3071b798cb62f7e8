package crossreview.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which code of this project held an event loop for longer than allowed.
 *
 * <p>Registered for every test through {@code META-INF/services}. What is reported between two
 * tests of a class fails the class.
 */
public final class BlockedThreadGuard
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    BlockedThreads.listen();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    failIfBlocked();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    failIfBlocked();
  }

  private static void failIfBlocked() {
    var reports = BlockedThreads.take();
    if (!reports.isEmpty()) {
      throw new AssertionError(
          "a Vert.x thread was blocked by our code, "
              + reports.size()
              + " reports, first:\n"
              + reports.getFirst());
    }
  }
}

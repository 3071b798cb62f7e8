package crossreview.http;

import crossreview.access.TokenRegistry;
import crossreview.access.TokenRegistry.Authentication;
import crossreview.access.browser.BrowserAccess;
import crossreview.endpoint.ProtocolEndpoint;
import crossreview.endpoint.WebhookEndpoint;
import crossreview.feed.Feed;
import crossreview.http.page.PageBundle;
import crossreview.memory.MemoryBudget;
import crossreview.metrics.MetricsRegistry;
import crossreview.operation.OperationCatalog;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the HTTP server needs.
 *
 * @param random makes request ids; needs no strength
 * @param version what the server calls itself
 * @param mounts other protocols on the same port
 * @param webhooks where other servers post events, now; never blocks
 * @param memoryBudget what bodies may take of the heap
 * @param bodySpool where large bodies are kept while they arrive
 * @param metrics where requests are counted
 */
public record HttpServices(
    OperationCatalog operationCatalog,
    TokenRegistry tokenRegistry,
    TokenReload tokenReload,
    BrowserAccess browserAccess,
    PageBundle pageBundle,
    Feed feed,
    ReadinessCheck readinessCheck,
    RandomGenerator random,
    String version,
    List<ProtocolEndpoint<?>> mounts,
    Supplier<List<WebhookEndpoint>> webhooks,
    RateLimitConfig rateLimitConfig,
    MemoryBudget memoryBudget,
    BodySpool bodySpool,
    MetricsRegistry metrics) {
  public HttpServices {
    mounts = List.copyOf(mounts);
  }

  /** Whether somebody who was let in still would be, by a token or with a browser. */
  public boolean holds(Authentication authentication) {
    return tokenRegistry.holds(authentication) || browserAccess.holds(authentication);
  }

  /** Whether the daemon can take work. Any thread, must not block. */
  @FunctionalInterface
  public interface ReadinessCheck {
    /** An empty text, or why not, as a code. */
    String notReady();
  }
}

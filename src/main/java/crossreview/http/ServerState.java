package crossreview.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the instances of the HTTP server share: the port and who has how many WebSockets. */
public final class ServerState {
  private final Map<String, Integer> byPrincipal = new ConcurrentHashMap<>();
  private final AtomicInteger port = new AtomicInteger();

  /** Takes a place for one more WebSocket, if there is one. */
  public boolean tryAcquire(String principal, int max) {
    int[] before = new int[1];
    byPrincipal.compute(
        principal,
        (name, count) -> {
          before[0] = count == null ? 0 : count;
          return Math.min(before[0] + 1, max);
        });
    return before[0] < max;
  }

  /** Gives a place back. */
  public void release(String principal) {
    byPrincipal.computeIfPresent(principal, (name, count) -> count > 1 ? count - 1 : null);
  }

  /** An instance listens; all of them share one port, also one that the system chose. */
  public void listening(int actualPort) {
    if (!port.compareAndSet(0, actualPort) && port.get() != actualPort) {
      throw new IllegalStateException("one listens at " + port + ", another at " + actualPort);
    }
  }

  /** The port of the server, once an instance has been deployed. */
  public int port() {
    return port.get();
  }

  /** WebSockets that are open now. */
  public int open() {
    return byPrincipal.values().stream().mapToInt(Integer::intValue).sum();
  }
}

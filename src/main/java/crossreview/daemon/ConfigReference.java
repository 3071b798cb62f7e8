package crossreview.daemon;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is in force now. Whoever needs several things of it asks once. It is set at the start,
 * before anything is asked, and by each reload. Any thread.
 */
final class ConfigReference implements Supplier<ActiveConfig> {
  private volatile @Nullable ActiveConfig current; // null until the start has made it

  @Override
  public ActiveConfig get() {
    ActiveConfig now = current;
    if (now == null) {
      throw new IllegalStateException("nothing is in force yet");
    }
    return now;
  }

  /** Whether an address is a proxy that the network listener trusts. */
  boolean trustsProxy(String address) {
    return get().access().trustedProxies().contains(address);
  }

  void set(ActiveConfig next) {
    current = next;
  }
}

package crossreview.daemon;

import com.sun.management.UnixOperatingSystemMXBean;
import crossreview.http.ConnectionLimiter;
import crossreview.http.ConnectionLimiter.ConnectionBounds;
import crossreview.settings.Settings;
import crossreview.time.Ticker;
import java.lang.management.ManagementFactory;
import java.util.function.Predicate;

/**
 * How many connections the daemon's listeners may hold.
 *
 * <p>The network never has more than half of the descriptors: the other half is for the store, for
 * peers and for the Unix socket of the operator, so that nobody at the network can stop them.
 *
 * @param accepted connections of the network that are taken from the system at the same time
 * @param network of all event loops together; below {@code accepted}, so that there is room for a
 *     new connection before another one gives way to it
 * @param local at the Unix socket
 */
record ConnectionPlaces(int accepted, ConnectionLimiter network, ConnectionLimiter local) {
  /** The head of a request, what was read of the next one, and what Netty and Vert.x keep. */
  private static final long HEAP_BYTES_EACH = 64 << 10;

  private static final int NETWORK_PART = 2; // one of so many parts of the descriptors

  private static final int ARRIVING = 128; // connections that are accepted and not looked at yet

  private static final int LOCAL_PART = 8; // as above; every agent on the machine keeps one or two

  private static final int LOCAL_MAX = 1_024;

  /**
   * @param proxy whether an address is a trusted proxy now
   */
  static ConnectionPlaces of(Settings.HttpSettings http, Predicate<String> proxy, Ticker ticker) {
    Settings.ConnectionSettings wanted = http.connections();
    long descriptors = descriptors();
    long heap = Runtime.getRuntime().maxMemory() / HEAP_BYTES_EACH;
    int accepted =
        (int) Math.min(wanted.max() + ARRIVING, Math.min(descriptors / NETWORK_PART, heap));
    int total = accepted - Math.min(ARRIVING, accepted / 8);
    int local = (int) Math.min(LOCAL_MAX, Math.max(1, descriptors / LOCAL_PART));
    return new ConnectionPlaces(
        accepted,
        limiter(wanted, total, wanted.perAddressMax(), proxy, ticker),
        limiter(wanted, local, local, address -> false, ticker));
  }

  private static ConnectionLimiter limiter(
      Settings.ConnectionSettings wanted,
      int total,
      int perAddress,
      Predicate<String> shared,
      Ticker ticker) {
    return new ConnectionLimiter(
        new ConnectionBounds(total, perAddress, shared, wanted.head(), wanted.idle()), ticker);
  }

  /** How many this process may open; without a known limit, what a usual system gives. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : 1_024;
  }
}

package crossreview.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service manager that started this process how it is doing: the protocol of {@code
 * sd_notify(3)}, which systemd speaks with units of {@code Type=notify}. Without a manager every
 * call does nothing. Any thread may call; a call sends one datagram and does not wait.
 */
public final class ServiceNotifier {
  private static final long WATCHDOG_USEC_MAX = Duration.ofDays(1).toNanos() / 1_000;

  private final @Nullable String address;
  private final @Nullable Duration watchdog;

  private ServiceNotifier(@Nullable String address, @Nullable Duration watchdog) {
    this.address = address;
    this.watchdog = watchdog;
  }

  /**
   * For the manager that the environment names.
   *
   * @param variables {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}, {@code WATCHDOG_PID}
   * @param pid of this process, since a parent's watchdog is not meant for it
   */
  public static ServiceNotifier of(Map<String, String> variables, long pid) {
    String socket = variables.getOrDefault("NOTIFY_SOCKET", "");
    if (!socket.startsWith("/") && !socket.startsWith("@")) {
      return new ServiceNotifier(null, null); // none, or a kind of socket that is not supported
    }
    String meant = variables.getOrDefault("WATCHDOG_PID", "");
    boolean watched = meant.isEmpty() || meant.equals(Long.toString(pid));
    return new ServiceNotifier(
        socket, watched ? period(variables.getOrDefault("WATCHDOG_USEC", "")) : null);
  }

  private static @Nullable Duration period(String microseconds) {
    try {
      long value = Long.parseLong(microseconds);
      return value <= 0 || value > WATCHDOG_USEC_MAX ? null : Duration.ofNanos(value * 1_000);
    } catch (NumberFormatException e) {
      return null; // not set
    }
  }

  /** How often {@link #alive} is to be called: twice in the time after which it is missed. */
  public Optional<Duration> heartbeat() {
    return Optional.ofNullable(watchdog).map(period -> period.dividedBy(2));
  }

  /**
   * The start is complete.
   *
   * @param status one line for {@code systemctl status}
   * @throws IOException if the manager cannot be told; it then ends this process in a while
   */
  public void ready(String status) throws IOException {
    send("READY=1\nSTATUS=" + status.replace('\n', ' '));
  }

  /** The process is ending in good order. */
  public void stopping() throws IOException {
    send("STOPPING=1");
  }

  /** The process does its work; said in time, the manager does not restart it. */
  public void alive() throws IOException {
    send("WATCHDOG=1");
  }

  private void send(String text) throws IOException {
    if (address != null) {
      UnixDatagram.send(address, text);
    }
  }
}

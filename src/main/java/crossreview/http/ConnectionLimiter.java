package crossreview.http;

import crossreview.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Counts the connections of a listener over all its event loops, before anybody has shown a token.
 *
 * <p>A connection waits until the head of a request is complete, and again once the answer is out;
 * sending single bytes changes nothing. Where there is no place for a new connection, the one of
 * the same address that has waited longest is closed for it, or of all addresses where all places
 * are taken: whoever floods the listener closes connections of its own, and a client that sends its
 * request at once is answered. Any thread.
 */
public final class ConnectionLimiter {
  private final ConnectionBounds bounds;
  private final Ticker ticker;
  private final Map<String, AddressConnections> byAddress = new HashMap<>();
  private final WaitingLine waiting = new WaitingLine();
  private int open;
  private long dropped;

  public ConnectionLimiter(ConnectionBounds bounds, Ticker ticker) {
    this.bounds = bounds;
    this.ticker = ticker;
  }

  /**
   * How many there may be, and how long they may wait.
   *
   * @param total of all addresses
   * @param perAddress of one address
   * @param shared whether many clients are behind an address, as behind a proxy: only the total
   *     counts then. Asked for each new connection; never blocks.
   * @param head until the first request's head is complete
   * @param idle from an answer until the next request's head is complete
   */
  public record ConnectionBounds(
      int total, int perAddress, Predicate<String> shared, Duration head, Duration idle) {}

  /**
   * Gives a new connection a place.
   *
   * @param cut closes it at once, whatever it still has to send; from any thread
   * @return empty where every connection that could make room is at work
   */
  public Optional<CountedConnection> admit(String address, Runnable cut) {
    Optional<CountedConnection> victim;
    CountedConnection admitted;
    synchronized (this) {
      AddressConnections group =
          byAddress.computeIfAbsent(address, name -> new AddressConnections());
      boolean full = group.open >= bounds.perAddress() && !bounds.shared().test(address);
      boolean crowded = full || open >= bounds.total();
      victim = crowded ? (full ? group.waiting : waiting).first() : Optional.empty();
      dropped += crowded ? 1 : 0;
      if (crowded && victim.isEmpty()) {
        removeEmpty(address, group);
        return Optional.empty();
      }
      victim.ifPresent(CountedConnection::leave);
      byAddress.put(address, group); // the victim may have been its last one
      admitted = new CountedConnection(address, group, cut);
    }
    victim.ifPresent(connection -> connection.cut.run());
    return Optional.of(admitted);
  }

  private void removeEmpty(String address, AddressConnections group) {
    if (group.open == 0) {
      byAddress.remove(address);
    }
  }

  /** Closes those that have waited for too long. */
  public void expire() {
    List<CountedConnection> late;
    synchronized (this) {
      long now = ticker.nanos();
      late =
          Stream.concat(
                  waiting.fresh.stream().takeWhile(c -> now - c.since >= bounds.head().toNanos()),
                  waiting.idle.stream().takeWhile(c -> now - c.since >= bounds.idle().toNanos()))
              .toList();
      late.forEach(CountedConnection::leave);
    }
    late.forEach(connection -> connection.cut.run());
  }

  /** How many are open. */
  public synchronized int open() {
    return open;
  }

  /** How many were closed or refused for want of a place since this was last asked. */
  public synchronized long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  /** The connections of one address. */
  private static final class AddressConnections {
    private final WaitingLine waiting = new WaitingLine();
    private int open;
  }

  /** Those that wait, longest first; those that never sent a request before all others. */
  private static final class WaitingLine {
    private final Set<CountedConnection> fresh = new LinkedHashSet<>();
    private final Set<CountedConnection> idle = new LinkedHashSet<>();

    private Optional<CountedConnection> first() {
      return Stream.concat(fresh.stream(), idle.stream()).findFirst();
    }

    private void remove(CountedConnection connection) {
      fresh.remove(connection);
      idle.remove(connection);
    }
  }

  /** One connection with a place. */
  public final class CountedConnection {
    private final String address;
    private final AddressConnections group;
    private final Runnable cut;
    private long since;
    private boolean left;

    private CountedConnection(String address, AddressConnections group, Runnable cut) {
      this.address = address;
      this.group = group;
      this.cut = cut;
      this.since = ticker.nanos();
      open++;
      group.open++;
      waiting.fresh.add(this);
      group.waiting.fresh.add(this);
    }

    /** The head of a request is complete. */
    public void requested() {
      synchronized (ConnectionLimiter.this) {
        waiting.remove(this);
        group.waiting.remove(this);
      }
    }

    /** The answer is out. */
    public void answered() {
      synchronized (ConnectionLimiter.this) {
        if (!left) {
          since = ticker.nanos();
          waiting.idle.add(this);
          group.waiting.idle.add(this);
        }
      }
    }

    /** It is closed; a second time does nothing. */
    public void closed() {
      synchronized (ConnectionLimiter.this) {
        leave();
      }
    }

    private void leave() {
      if (!left) {
        left = true;
        open--;
        group.open--;
        waiting.remove(this);
        group.waiting.remove(this);
        removeEmpty(address, group);
      }
    }
  }
}

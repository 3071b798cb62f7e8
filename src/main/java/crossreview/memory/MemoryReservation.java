package crossreview.memory;

import java.util.List;

/**
 * What one purpose has reserved in the shares of its holders. Any thread; closing twice is closing
 * once.
 */
public final class MemoryReservation implements AutoCloseable {
  private final MemoryBudget budget;
  private final List<String> holders;
  private long bytes;
  private boolean closed;

  MemoryReservation(MemoryBudget budget, List<String> holders) {
    this.budget = budget;
    this.holders = holders;
  }

  /** Another one of the same holders, of nothing yet, with an end of its own. */
  public MemoryReservation beside() {
    return new MemoryReservation(budget, holders);
  }

  /** One of the same holders in another budget, of nothing yet, with an end of its own. */
  public MemoryReservation in(MemoryBudget other) {
    return new MemoryReservation(other, holders);
  }

  /**
   * Reserves more.
   *
   * @return false, and nothing changes, when a holder's share or the whole budget is used up, or
   *     when this is closed
   */
  public synchronized boolean grow(long more) {
    if (closed || !budget.take(holders, more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      budget.giveBack(holders, bytes);
    }
  }
}

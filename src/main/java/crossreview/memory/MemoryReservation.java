package crossreview.memory;

/** What one holder has reserved for one purpose. Any thread; closing twice is closing once. */
public final class MemoryReservation implements AutoCloseable {
  private final MemoryBudget budget;
  private final String holder;
  private long bytes;
  private boolean closed;

  MemoryReservation(MemoryBudget budget, String holder) {
    this.budget = budget;
    this.holder = holder;
  }

  /**
   * Reserves more.
   *
   * @return false, and nothing changes, when the holder's share or the whole budget is used up, or
   *     when this is closed
   */
  public synchronized boolean grow(long more) {
    if (closed || !budget.take(holder, more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      budget.giveBack(holder, bytes);
    }
  }
}

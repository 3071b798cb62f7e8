package crossreview.testkit;

import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * All of time in the hands of a test: a wall clock, a monotonic clock and timers that only move
 * when told to. Timers run on the thread that advances.
 */
public final class FakeTime implements Clock, Ticker, TimerService {
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
  private Instant now = Instant.parse("2026-01-01T00:00:00.000Z");
  private long nanos = 1_000_000_000L;
  private long order;

  private record Timer(long due, long order, Runnable task) {}

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized TimerHandle after(Duration delay, Runnable task) {
    Timer timer = new Timer(nanos + Math.max(1_000_000, delay.toNanos()), order++, task);
    timers.add(timer);
    return () -> cancel(timer);
  }

  private synchronized void cancel(Timer timer) {
    timers.remove(timer);
  }

  /**
   * Lets time pass; every timer that becomes due runs at its own moment, those set meanwhile too.
   */
  public void advance(Duration duration) {
    long end = nanos() + duration.toNanos();
    for (Timer due = next(end); due != null; due = next(end)) {
      due.task().run();
    }
    moveTo(end);
  }

  private synchronized Timer next(long end) {
    if (timers.isEmpty() || timers.peek().due() > end) {
      return null;
    }
    Timer timer = timers.poll();
    moveTo(Math.max(nanos, timer.due()));
    return timer;
  }

  private synchronized void moveTo(long target) {
    now = now.plusNanos(target - nanos);
    nanos = target;
  }

  /** Sets the wall clock forward or back; no time passes. */
  public synchronized void jump(Duration duration) {
    now = now.plus(duration);
  }

  /** How many timers are waiting. */
  public synchronized int waiting() {
    return timers.size();
  }
}

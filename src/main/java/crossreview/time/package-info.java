/**
 * Time as an input: the wall clock, the monotonic ticker and timers, each behind an interface.
 *
 * <p>Everything that needs time receives one of these through its constructor, so tests decide what
 * time it is. Entry: {@link crossreview.time.Clock} for times that people read, {@link
 * crossreview.time.Ticker} for durations, {@link crossreview.time.TimerService} for waiting without
 * a thread. {@link crossreview.time.SystemTime} is the only class that reads the machine's clock.
 * Threads: any. Absent on purpose: sleeping.
 */
@NullMarked
package crossreview.time;

import org.jspecify.annotations.NullMarked;

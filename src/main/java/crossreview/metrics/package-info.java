/**
 * Numbers for a monitoring system: counters and histograms of reviews, calls and requests, and the
 * page that Prometheus reads.
 *
 * <p>{@link crossreview.metrics.MetricsRegistry} is the entry; {@link
 * crossreview.metrics.ReviewMetrics} counts what the journals have, so that a number is never ahead
 * of the disk. Counters begin at 0 with the process. Each label has a bounded set of values.
 * Threads: any. Absent on purpose: texts, names of callers and sessions, and a server of its own.
 */
@NullMarked
package crossreview.metrics;

import org.jspecify.annotations.NullMarked;

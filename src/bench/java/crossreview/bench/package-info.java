/**
 * Measurements, each beside a raw loop that does as much with the disk and nothing else.
 *
 * <p>{@link crossreview.bench.BenchmarkMain} is the entry ({@code make bench}); a {@link
 * crossreview.bench.Benchmark} is one measurement and prints one line of JSON. A figure and its raw
 * loop take turns, so that what else the machine does falls on both; ratios are what counts.
 * Threads: whatever the measured code uses. Absent on purpose: limits that fail a build.
 */
package crossreview.bench;

/**
 * The process: its entry and its end.
 *
 * <p>{@code Main} reads the command line and passes the command line what runs inside this process;
 * {@code Signals} lets a signal stop the daemon in order. This package is above all others and may
 * use each of them; no package uses it. Threads: the main thread and the shutdown hook. Absent on
 * purpose: wiring, which is in {@code daemon}, and any decision about reviews.
 */
@NullMarked
package crossreview;

import org.jspecify.annotations.NullMarked;

/**
 * The wiring of one daemon: objects are made here and passed to each other through constructors.
 *
 * <p>{@link crossreview.daemon.Daemon} is the entry: it opens storage, peers, cluster, reviews and
 * servers in this order and closes them in reverse. {@link crossreview.daemon.StorageModule},
 * {@link crossreview.daemon.ClusterModule} and {@link crossreview.daemon.ServerModule} each wire
 * one part; the ports of lower packages are implemented here where two packages must not know each
 * other ({@link crossreview.daemon.LocalRunService}, {@link
 * crossreview.daemon.ClusterEventListener}). Randomness enters the product here and nowhere else.
 * Threads: starting and stopping block and run on the main thread. Absent on purpose: decisions
 * about reviews, and any type that a lower package imports.
 */
@NullMarked
package crossreview.daemon;

import org.jspecify.annotations.NullMarked;

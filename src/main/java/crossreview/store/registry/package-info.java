/**
 * All sessions of a data directory: open for writing, or readable from disk.
 *
 * <p>{@link crossreview.store.registry.SessionRegistry} is the entry: at most one log per session
 * in this process, opened with its lock and closed when idle. {@link
 * crossreview.store.registry.StartupScan} reads what is on disk when a daemon starts, {@link
 * crossreview.store.registry.ExternalChanges} follows what other processes write, and {@link
 * crossreview.store.registry.ViewQueue} lets files for people be updated without holding up the
 * journal. Threads: any; what blocks runs on disk threads. Absent on purpose: what a command means.
 */
@NullMarked
package crossreview.store.registry;

import org.jspecify.annotations.NullMarked;

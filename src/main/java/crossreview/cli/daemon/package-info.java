/**
 * The background daemon of one user: start, stop, restart, status and log.
 *
 * <p>{@link crossreview.cli.daemon.DaemonLauncher} starts a daemon that nobody waits for, here and
 * for {@code mcp --start} and {@code review --start}. Whether a process is the daemon is decided by
 * its number together with when it and its machine started, so that a later process with the same
 * number is never signalled. Threads: the main thread. Absent on purpose: a second way to find the
 * daemon ({@code cli.client} has it), and supervision: a daemon that ends is not started again, a
 * supervisor does that.
 */
@NullMarked
package crossreview.cli.daemon;

import org.jspecify.annotations.NullMarked;

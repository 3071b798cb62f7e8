/**
 * The commands that set up, run and look after a daemon, its peers and its data.
 *
 * <p>They work like those of {@code cli.command}; what has to run inside this process is behind
 * {@link crossreview.cli.admin.LocalBackend}, which the root package implements. Threads: the main
 * thread. Absent on purpose: everything that speaks of one review.
 */
@NullMarked
package crossreview.cli.admin;

import org.jspecify.annotations.NullMarked;

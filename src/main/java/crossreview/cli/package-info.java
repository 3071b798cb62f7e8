/**
 * The command line: a client of a running daemon, and the way to start one.
 *
 * <p>{@link crossreview.cli.command.CommandLineRunner} is the entry; the other packages hold
 * commands, the client, options, rendering and the review flow. This package keeps what they share:
 * the surroundings of the process, its errors with their exit codes, and JSON answers as a tree.
 * Commands talk HTTP, to the daemon of this machine through its Unix domain socket and to others by
 * URL ({@link crossreview.cli.transport}), without Vert.x, so that they start quickly; what runs
 * inside this process ({@code serve}, {@code demo}, offline work) is passed in by the root package.
 * Threads: the main thread, a virtual thread per event stream or MCP message, and those of the
 * JDK's client. Absent on purpose: review rules, files of the data directory except {@code
 * daemon.json} and the tokens, and anything on stdout that a machine did not ask for.
 */
@NullMarked
package crossreview.cli;

import org.jspecify.annotations.NullMarked;

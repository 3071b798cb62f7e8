/**
 * The command line: a client of a running daemon, and the way to start one.
 *
 * <p>{@link crossreview.cli.command.CommandLineRunner} is the entry; the other packages hold
 * commands, the client, options, rendering and the review flow. This package keeps what they share:
 * the surroundings of the process, its errors with their exit codes, and JSON answers as a tree.
 * Commands talk HTTP and WebSocket with the JDK's client, so that they start quickly; what runs
 * inside this process ({@code serve}, {@code demo}, offline work) is passed in by the root package.
 * Threads: the main thread, and those of the JDK's client. Absent on purpose: review rules, files
 * of the data directory except {@code daemon.json} and the token, and anything on stdout that a
 * machine did not ask for.
 */
package crossreview.cli;

/**
 * The command line: a client of a running daemon, and the way to start one.
 *
 * <p>{@link crossreview.cli.command.CommandLineRunner} is the entry. Commands talk HTTP and
 * WebSocket with the JDK's own client, so that they start quickly; {@code serve} and {@code demo}
 * are handed in by the top floor. {@link crossreview.cli.render.EventRenderer} turns events into
 * lines without any input or output. Threads: the main thread, and those of the JDK's client.
 * Absent on purpose: rules, files of the data directory except {@code daemon.json} and the token,
 * and anything on stdout that a machine did not ask for.
 */
package crossreview.cli;

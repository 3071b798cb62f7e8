/**
 * The client of the daemon's API, as the commands use it.
 *
 * <p>{@link crossreview.cli.client.DaemonAddress} says where the daemon is and which token is sent,
 * {@link crossreview.cli.client.ApiClient} calls operations, and {@link
 * crossreview.cli.client.EventClient} follows sessions over a WebSocket and reconnects from the
 * position it reached. Requests are built from the descriptions that the daemon serves, so a new
 * operation needs no new client code. Threads: calls block the main thread; events arrive on a
 * thread of the JDK's client and are handed over by a queue. Absent on purpose: any cache, and any
 * retry of a command that could run twice.
 */
@NullMarked
package crossreview.cli.client;

import org.jspecify.annotations.NullMarked;

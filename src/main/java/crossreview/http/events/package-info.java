/**
 * Events to clients: WebSockets and server-sent events.
 *
 * <p>{@link crossreview.http.events.EventSocket} and {@link crossreview.http.events.EventStream}
 * are the two kinds of connections; both deliver lines through {@link
 * crossreview.http.events.EventDelivery}, which holds at most one page, and {@link
 * crossreview.http.events.BoundedWriter}, which closes a consumer that reads too slowly. {@link
 * crossreview.http.events.ConnectionRegistry} knows all open connections of one instance and closes
 * them at shutdown. Threads: everything about a connection happens on its event loop. Absent on
 * purpose: a queue of lines per consumer, and commands over a WebSocket.
 */
@NullMarked
package crossreview.http.events;

import org.jspecify.annotations.NullMarked;

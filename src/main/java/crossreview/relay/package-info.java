/**
 * Calls between hosts: a command is sent once to the host that writes its session.
 *
 * <p>Entry: {@link crossreview.relay.CallRelay} on the host that was asked, {@link
 * crossreview.relay.RelayVerticle} on the host that answers. Requests and answers are signed with
 * the store's secret, which only hosts of the same data directory can read; they are not encrypted.
 * Threads: event loops. Absent on purpose: a second hop, and any decision about who writes a
 * session, which the lock and the fence make.
 */
@NullMarked
package crossreview.relay;

import org.jspecify.annotations.NullMarked;

/**
 * Carries HTTP requests from the command line to one daemon.
 *
 * <p>{@link crossreview.cli.transport.DaemonTransport} is the entry. The daemon of this machine is
 * reached through its Unix domain socket, whose listener the kernel names, so that a token never
 * goes to a stranger; any other daemon by URL, at every address of its name, with TLS where the URL
 * says so. The JDK's client has no Unix domain sockets and tries one address only, which is why a
 * small one is here, for a server that is our own. Threads: the caller's; everything blocks, and an
 * interrupt closes the connection. Absent on purpose: reused connections and retries.
 */
@NullMarked
package crossreview.cli.transport;

import org.jspecify.annotations.NullMarked;

package crossreview.cli.transport;

import java.io.IOException;

/**
 * The way to one daemon. Any thread; it blocks.
 *
 * <p>An interrupt ends a request, or the reading of its answer, and closes the connection: the
 * daemon takes that for a client that went away.
 */
@FunctionalInterface
public interface DaemonTransport {
  /** Returns when the head of the answer has come; the caller closes the answer. */
  ClientResponse send(ClientRequest request) throws IOException, InterruptedException;
}

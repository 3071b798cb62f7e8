/**
 * The port between the HTTP server and another protocol that answers on a path of the same server.
 *
 * <p>{@link crossreview.endpoint.ProtocolEndpoint} is what such a protocol implements; the HTTP
 * server checks host, origin and token first and offers the channel for the answer. MCP is the one
 * implementation. Channels may be used from any thread. Deliberately absent: anything about HTTP
 * itself, and anything about a protocol.
 */
@NullMarked
package crossreview.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * The ports between the HTTP server and others that answer on a path of the same server.
 *
 * <p>{@link crossreview.endpoint.ProtocolEndpoint} is what such a protocol implements; the HTTP
 * server checks host, origin and token first and offers the channel for the answer. MCP is the one
 * implementation. {@link crossreview.endpoint.WebhookEndpoint} takes signed events of forges.
 * Channels may be used from any thread. Deliberately absent: anything about HTTP itself, and
 * anything about a protocol.
 */
@NullMarked
package crossreview.endpoint;

import org.jspecify.annotations.NullMarked;

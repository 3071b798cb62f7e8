/**
 * The HTTP and WebSocket server: its configuration and the state that its instances share.
 *
 * <p>Routes are made from the catalogue of operations by one loop; the packages below know no
 * operation by name. {@link crossreview.http.server.HttpVerticle} is the entry. A request passes,
 * in this order: host and origin, bearer token, rate limit, route, body limit, strict JSON, schema,
 * handler. {@link crossreview.endpoint.ProtocolEndpoint} lets another protocol answer on a path of
 * the same port; MCP uses it. Threads: event loops, one for each instance; large bodies are read on
 * worker threads. Absent on purpose: an unbounded queue for any consumer.
 */
@NullMarked
package crossreview.http;

import org.jspecify.annotations.NullMarked;

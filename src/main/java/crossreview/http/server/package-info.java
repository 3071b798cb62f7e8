/**
 * The HTTP server: routes, TLS, health, and descriptions of the API.
 *
 * <p>{@link crossreview.http.server.HttpVerticle} is the entry, one instance per event loop; {@link
 * crossreview.http.server.RouterFactory} makes the routes, {@link
 * crossreview.http.server.OperationRoute} answers one operation, and {@link
 * crossreview.http.server.EndpointRoute} hands requests to another protocol on the same port.
 * {@link crossreview.http.server.OpenApi} and {@link crossreview.http.server.DocsPage} describe the
 * routes from the same operations. When an instance stops it takes no new connection and waits,
 * within a limit, for requests in flight. Threads: event loops. Absent on purpose: knowledge of any
 * single operation.
 */
@NullMarked
package crossreview.http.server;

import org.jspecify.annotations.NullMarked;

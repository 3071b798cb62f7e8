/**
 * The HTTP and WebSocket door.
 *
 * <p>Routes are made from the catalogue of operations by one loop; this package knows no operation
 * by name. A request passes, in this order: host and origin, bearer token, route, body limit,
 * strict JSON, schema, handler. Entry: {@link crossreview.http.server.HttpVerticle}; {@link
 * crossreview.http.events.EventSocket} is one WebSocket. Threads: event loops, one for each
 * instance; large bodies are read on worker threads. Absent on purpose: sessions, cookies, CORS,
 * compression, and a queue for any consumer.
 */
package crossreview.http;

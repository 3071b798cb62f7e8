package crossreview.http;

import java.time.Duration;

/**
 * The limits of the HTTP server.
 *
 * @param bodyBytes of a request; a larger one is refused before it is read
 * @param headerBytes all headers of a request together
 * @param frameBytes of a message from a WebSocket
 * @param socketsPerPrincipal WebSockets at the same time
 * @param subscriptions of one WebSocket; everything counts as none
 * @param heartbeat how often a WebSocket hears from the server
 * @param drain how long a WebSocket may accept nothing before it is closed
 * @param farewell how long a client of a WebSocket may take to confirm a close before it is cut
 * @param request how long a client may take to send a request's head, and then its body
 */
public record HttpLimits(
    int bodyBytes,
    int headerBytes,
    int frameBytes,
    int socketsPerPrincipal,
    int subscriptions,
    Duration heartbeat,
    Duration drain,
    Duration farewell,
    Duration request) {}

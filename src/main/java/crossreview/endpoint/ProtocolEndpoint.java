package crossreview.endpoint;

import crossreview.access.Principal;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Another protocol on one path of the HTTP server, after host, origin and token were checked.
 *
 * @param <M> a message as it was read
 */
public interface ProtocolEndpoint<M> {
  /** Such as {@code /mcp}. */
  String path();

  /** Reads a body; may take a while, so large ones are read off the event loop. Never throws. */
  M read(byte[] body);

  /** Answers a message on the wire, now or later; never throws. */
  void post(RequestHead requestHead, M message, ResponseChannel responseChannel);

  /** Answers a request for a stream. */
  void get(RequestHead requestHead, ResponseChannel responseChannel);

  /** Answers a request to forget something. */
  void delete(RequestHead requestHead, ResponseChannel responseChannel);

  /**
   * What came before a body.
   *
   * @param header a header by its name
   * @param query a parameter of the query by its name
   */
  record RequestHead(
      Principal principal,
      UnaryOperator<String> header,
      UnaryOperator<String> query,
      String requestId) {
    /** Without a query. */
    public RequestHead(Principal principal, UnaryOperator<String> header, String requestId) {
      this(principal, header, name -> null, requestId);
    }
  }

  /**
   * Where the answer goes: a whole body, or a stream of events. Any thread; what is said on a
   * connection that is gone is dropped.
   */
  interface ResponseChannel {
    /**
     * The whole answer.
     *
     * @param body null for none
     */
    void answer(int status, Map<String, String> headers, @Nullable Map<String, Object> body);

    /** Begins a stream of server-sent events instead; once. */
    void stream(Map<String, String> headers);

    /**
     * One event.
     *
     * @param id null for none
     */
    void event(@Nullable String id, String data);

    /** One event with a type of its own. */
    void typedEvent(String type, String data);

    /** Something that keeps the connection alive and means nothing. */
    void keepAlive();

    /** Ends the stream. */
    void end();

    /**
     * Whom to tell when the connection is gone before the answer was complete; at once if it is.
     */
    void onGone(Runnable task);
  }
}

package crossreview.mcp;

import crossreview.access.Principal;
import crossreview.endpoint.ProtocolEndpoint.RequestHead;
import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import crossreview.json.JsonWriter;
import crossreview.mcp.RpcMessage.RpcRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stream of the transport HTTP with SSE and the session that it carries. Messages reach the
 * server as if they named this session; what is answered or said becomes events. Any thread.
 */
final class LegacySseStream {
  private final McpServer mcpServer;
  private final RequestHead opened;
  private final ResponseChannel stream;
  private @Nullable String session;
  private Runnable onEnd = () -> {};
  private boolean over;

  LegacySseStream(McpServer mcpServer, RequestHead opened, ResponseChannel stream) {
    this.mcpServer = mcpServer;
    this.opened = opened;
    this.stream = stream;
  }

  boolean isOf(Principal principal) {
    return opened.principal().name().equals(principal.name());
  }

  /** Runs a task when the stream has ended, from either side; once. */
  void onEnd(Runnable task) {
    synchronized (this) {
      onEnd = task;
    }
    stream.onGone(this::close);
  }

  void post(RequestHead head, RpcMessage message) {
    if (message instanceof RpcRequest request && request.initializes() && session() != null) {
      RpcException fault = RpcException.invalidRequest("this stream has a session already");
      stream.event(null, JsonWriter.of(McpServer.refused(request.id(), fault)));
    } else {
      mcpServer.post(inSession(head, session()), message, new EventChannel(false));
    }
  }

  private synchronized @Nullable String session() {
    return session;
  }

  /** The same request as the streamable transport would send it. */
  private static RequestHead inSession(RequestHead head, @Nullable String session) {
    return new RequestHead(
        head.principal(),
        name ->
            switch (name) {
              case ProtocolRevision.SESSION -> session;
              case "Accept" -> "text/event-stream";
              default -> null;
            },
        head.requestId());
  }

  /** The session that an initialize began; of two at the same time the first one counts. */
  private void adopt(String begun) {
    boolean first;
    synchronized (this) {
      first = session == null && !over;
      session = first ? begun : session;
    }
    if (first) {
      mcpServer.get(inSession(opened, begun), new EventChannel(true));
    } else {
      mcpServer.delete(inSession(opened, begun), new EventChannel(false));
    }
  }

  void endWithoutSession() {
    if (session() == null) {
      stream.end();
      close();
    }
  }

  private void close() {
    String ended;
    Runnable task;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      ended = session;
      task = onEnd;
    }
    task.run();
    if (ended != null) {
      mcpServer.delete(inSession(opened, ended), new EventChannel(false));
    }
  }

  /** Makes events of what is answered and said, for one message or for the session itself. */
  private final class EventChannel implements ResponseChannel {
    private final boolean ofSession;

    EventChannel(boolean ofSession) {
      this.ofSession = ofSession;
    }

    @Override
    public void answer(
        int status, Map<String, String> headers, @Nullable Map<String, Object> body) {
      if (headers.get(ProtocolRevision.SESSION) != null) {
        adopt(headers.get(ProtocolRevision.SESSION));
      }
      if (body != null) {
        stream.event(null, JsonWriter.of(body));
      }
    }

    @Override
    public void stream(Map<String, String> headers) {
      // The stream is there.
    }

    @Override
    public void event(@Nullable String id, String data) {
      stream.event(null, data); // nobody can come back to this stream
    }

    @Override
    public void typedEvent(String type, String data) {
      stream.typedEvent(type, data);
    }

    /** The session's keeps the stream alive for all. */
    @Override
    public void keepAlive() {
      if (ofSession) {
        stream.keepAlive();
      }
    }

    /** The stream ends with the session, not with an answer. */
    @Override
    public void end() {
      if (ofSession) {
        stream.end();
        close();
      }
    }

    /** A session ends with its stream, and cancels its requests then. */
    @Override
    public void onGone(Runnable task) {
      if (ofSession) {
        stream.onGone(task);
      }
    }
  }
}

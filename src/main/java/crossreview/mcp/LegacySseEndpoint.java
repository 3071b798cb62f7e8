package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.time.TimerService;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The transport HTTP with SSE of the first revision, in front of the same server: {@code GET} opens
 * a stream whose first event says where messages are posted, every answer is an event of this
 * stream, and a post is answered with 202 alone. The stream carries one session and ends with it.
 *
 * <p>Source: the specification on modelcontextprotocol.io, first revision, transports.
 */
public final class LegacySseEndpoint implements ProtocolEndpoint<RpcMessage> {
  private static final String PATH = "/sse";
  private static final String STREAM = "sessionId"; // the name that other servers use
  private static final int ID_BYTES = 24; // 192 bits: nobody guesses one

  /** A client initializes at once; a stream without a session is of no use. */
  private static final Duration INITIALIZE_MAX = Duration.ofMinutes(1);

  private final McpServer mcpServer;
  private final TimerService timerService;
  private final RandomGenerator random;

  /** Each is an open connection; the HTTP server bounds their number. */
  private final Map<String, LegacySseStream> streams = new ConcurrentHashMap<>();

  /**
   * @param random cryptographically strong
   */
  public LegacySseEndpoint(McpServer mcpServer, TimerService timerService, RandomGenerator random) {
    this.mcpServer = mcpServer;
    this.timerService = timerService;
    this.random = random;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public RpcMessage read(byte[] body) {
    return RpcMessage.read(body);
  }

  /** Opens a stream, which belongs to the caller that opens it. */
  @Override
  public void get(RequestHead head, ResponseChannel channel) {
    byte[] bits = new byte[ID_BYTES];
    random.nextBytes(bits);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    LegacySseStream stream = new LegacySseStream(mcpServer, head, channel);
    streams.put(id, stream);
    channel.stream(Map.of());
    channel.typedEvent("endpoint", PATH + "?" + STREAM + "=" + id);
    TimerService.TimerHandle patience =
        timerService.after(INITIALIZE_MAX, stream::endWithoutSession);
    stream.onEnd(() -> {
      patience.cancel();
      streams.remove(id);
    });
  }

  /** Takes a message; what it is answered with goes to the stream that it names. */
  @Override
  public void post(RequestHead head, RpcMessage message, ResponseChannel channel) {
    String id = head.query().apply(STREAM);
    LegacySseStream stream = id == null ? null : streams.get(id);
    if (stream == null || !stream.isOf(head.principal())) {
      String detail = "there is no such stream; open one with GET " + PATH;
      refuse(channel, new RpcException(404, -32600, detail, null));
      return;
    }
    channel.answer(202, Map.of(), null);
    stream.post(head, message);
  }

  @Override
  public void delete(RequestHead head, ResponseChannel channel) {
    String detail = "a stream of this transport ends when its connection is closed";
    refuse(channel, new RpcException(405, -32600, detail, null));
  }

  private static void refuse(ResponseChannel channel, RpcException fault) {
    channel.answer(fault.status(), Map.of(), McpServer.refused(null, fault));
  }
}

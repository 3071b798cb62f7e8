package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.time.TimerService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams of changes in the stateless revision (subscriptions/listen): an acknowledgement first,
 * then what was asked for, each tagged with the request's id, until the client closes the stream.
 */
final class SubscriptionHandler {
  private static final String ID = "io.modelcontextprotocol/subscriptionId";
  private static final List<String> KINDS =
      List.of("toolsListChanged", "promptsListChanged", "resourcesListChanged");
  private static final int URIS_MAX = 256; // as for clients with sessions

  private final McpFeatures mcpFeatures;
  private final TimerService timerService;
  private final Duration beat;

  SubscriptionHandler(McpFeatures mcpFeatures, TimerService timerService, Duration beat) {
    this.mcpFeatures = mcpFeatures;
    this.timerService = timerService;
    this.beat = beat;
  }

  /** Refused with {@link RpcException}. */
  void begin(McpRequest mcpRequest, ResponseChannel responseChannel) {
    Map<String, Object> wanted = wanted(mcpRequest);
    responseChannel.stream(Map.of());
    Map<String, Object> granted = JsonTree.of("notifications", wanted);
    say(responseChannel, mcpRequest.id(), "notifications/subscriptions/acknowledged", granted);
    KeepAliveTimer keepAliveTimer =
        KeepAliveTimer.begin(timerService, beat, responseChannel::keepAlive);
    Runnable watch =
        mcpFeatures.watch(
            mcpRequest.principal(),
            wanted,
            (method, params) -> say(responseChannel, mcpRequest.id(), method, params));
    responseChannel.onGone(() -> {
      keepAliveTimer.stop();
      watch.run();
    });
  }

  private static Map<String, Object> wanted(McpRequest mcpRequest) {
    if (!(mcpRequest.params().get("notifications") instanceof Map<?, ?> given)) {
      throw RpcException.invalidParams(
          "\"notifications\" must name the notifications to send", true);
    }
    Map<String, Object> wanted = new LinkedHashMap<>();
    for (String kind : KINDS) {
      if (Boolean.TRUE.equals(given.get(kind))) {
        wanted.put(kind, true);
      }
    }
    for (String list : List.of("resourceSubscriptions", "taskIds")) {
      if (given.get(list) != null) {
        wanted.put(list, texts(list, given.get(list)));
      }
    }
    return wanted;
  }

  private static List<Object> texts(String name, Object value) {
    if (!(value instanceof List<?> list)
        || list.size() > URIS_MAX
        || !list.stream().allMatch(String.class::isInstance)) {
      String rule = "\"" + name + "\" must be a list of at most " + URIS_MAX + " texts";
      throw RpcException.invalidParams(rule, true);
    }
    return List.copyOf(new LinkedHashSet<>(list)); // a name that is repeated is one
  }

  private static void say(
      ResponseChannel responseChannel,
      @Nullable Object id,
      String method,
      Map<String, Object> params) {
    Map<String, Object> tagged = new LinkedHashMap<>(params);
    tagged.put("_meta", JsonTree.of(ID, String.valueOf(id)));
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("jsonrpc", "2.0");
    said.put("method", method);
    said.put("params", tagged);
    responseChannel.event(null, JsonWriter.of(said));
  }
}

package crossreview.mcp;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.time.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Streams of changes in the stateless revision (subscriptions/listen): an acknowledgement first,
 * then what was asked for, each tagged with the request's id, until the client closes the stream.
 */
final class Listening {
  private static final String ID = "io.modelcontextprotocol/subscriptionId";
  private static final List<String> KINDS =
      List.of("toolsListChanged", "promptsListChanged", "resourcesListChanged");
  private static final int URIS_MAX = 256; // as for clients with sessions

  private final Shelf shelf;
  private final Timers timers;
  private final Duration beat;

  Listening(Shelf shelf, Timers timers, Duration beat) {
    this.shelf = shelf;
    this.timers = timers;
    this.beat = beat;
  }

  /** Refused with {@link RpcFault}. */
  void begin(Turn turn, Message message, Wire wire) {
    Map<String, Object> wanted = wanted(turn);
    wire.stream(Map.of());
    Map<String, Object> granted = JsonTree.of("notifications", wanted);
    say(wire, message, "notifications/subscriptions/acknowledged", granted);
    Beats beats = Beats.begin(timers, beat, wire::beat);
    Runnable watch =
        shelf.watch(
            turn.principal(), wanted, (method, params) -> say(wire, message, method, params));
    wire.onGone(() -> {
      beats.stop();
      watch.run();
    });
  }

  private static Map<String, Object> wanted(Turn turn) {
    if (!(turn.params().get("notifications") instanceof Map<?, ?> given)) {
      throw RpcFault.invalidParams("\"notifications\" must say what to tell of", true);
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
      throw RpcFault.invalidParams(rule, true);
    }
    return List.copyOf(list);
  }

  private static void say(Wire wire, Message message, String method, Map<String, Object> params) {
    Map<String, Object> tagged = new LinkedHashMap<>(params);
    tagged.put("_meta", JsonTree.of(ID, String.valueOf(message.id())));
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("jsonrpc", "2.0");
    said.put("method", method);
    said.put("params", tagged);
    wire.event(null, JsonWriter.of(said));
  }
}

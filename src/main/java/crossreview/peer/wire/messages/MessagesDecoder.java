package crossreview.peer.wire.messages;

import crossreview.json.JsonTree;
import crossreview.model.call.TokenUsage;
import crossreview.peer.wire.Dialect.Decoder;
import crossreview.peer.wire.Ending;
import crossreview.peer.wire.Fault;
import crossreview.peer.wire.StreamBroken;
import crossreview.peer.wire.Transcript;
import crossreview.peer.wire.Usages;
import crossreview.profile.Profile;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads messages and their events. Counts in later events are totals, never sums. */
final class MessagesDecoder implements Decoder {
  private final Profile.Reading reading;
  private final Transcript into;
  private final Map<String, Object> usage = new LinkedHashMap<>();
  private String stopReason;

  MessagesDecoder(Profile.Reading reading, Transcript into) {
    this.reading = reading;
    this.into = into;
  }

  @Override
  public void event(Map<String, Object> event) throws StreamBroken {
    switch (JsonTree.text(event, "/type").orElse("")) {
      case "message_start" -> {
        JsonTree.text(event, "/message/model").ifPresent(into::model);
        count(JsonTree.object(event, "/message/usage"));
        into.progress();
      }
      case "content_block_start" ->
          into.text(JsonTree.text(event, "/content_block/text").orElse(""));
      case "content_block_delta" -> delta(JsonTree.object(event, "/delta"));
      case "message_delta" -> {
        stopReason = JsonTree.text(event, "/delta/stop_reason").orElse(stopReason);
        count(JsonTree.object(event, "/usage"));
        into.progress();
      }
      case "message_stop" -> stopped();
      case "error" -> Fault.of(event).ifPresent(into::fault);
      default -> {
        if (event.get("error") != null) {
          Fault.of(event).ifPresent(into::fault);
        }
      }
    }
  }

  private void delta(Map<?, ?> delta) throws StreamBroken {
    switch (JsonTree.text(delta, "/type").orElse("")) {
      case "text_delta" -> into.text(JsonTree.text(delta, "/text").orElse(""));
      default -> into.progress();
    }
  }

  private void stopped() {
    if (stopReason != null) {
      into.ended(ending(stopReason), stopReason);
    }
  }

  @Override
  public void whole(Map<String, Object> message) throws StreamBroken {
    if (message.get("error") != null) {
      Fault.of(message).ifPresent(into::fault);
      return;
    }
    JsonTree.text(message, "/model").ifPresent(into::model);
    count(JsonTree.object(message, "/usage"));
    for (Object block : JsonTree.list(message, "/content")) {
      if ("text".equals(JsonTree.at(block, "/type"))) {
        into.text(JsonTree.text(block, "/text").orElse(""));
      }
    }
    stopReason = JsonTree.text(message, "/stop_reason").orElse(null);
    stopped();
  }

  private Ending ending(String word) {
    if (reading.healthy().contains(word)) {
      return Ending.COMPLETE;
    }
    return switch (word) {
      case "max_tokens" -> Ending.TRUNCATED;
      case "model_context_window_exceeded" -> Ending.WINDOW_FULL;
      case "refusal" -> Ending.REFUSED;
      default -> Ending.OTHER;
    };
  }

  private void count(Map<?, ?> counted) {
    counted.forEach((name, value) -> {
      if (value != null) {
        usage.put((String) name, value);
      }
    });
    Long output = Usages.first(usage, "/output_tokens");
    Long thinking = Usages.first(usage, "/output_tokens_details/thinking_tokens");
    TokenUsage all = Usages.inclusive(null, null, null, output, thinking);
    into.usage(
        new TokenUsage(
            Usages.first(usage, "/input_tokens"),
            Usages.first(usage, "/cache_read_input_tokens"),
            Usages.first(usage, "/cache_creation_input_tokens"),
            all.output(),
            all.reasoning()));
  }
}

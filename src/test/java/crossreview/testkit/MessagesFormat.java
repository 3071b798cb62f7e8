package crossreview.testkit;

import java.util.List;

/**
 * What providers of the Messages API send; written after its public reference, with made-up
 * numbers.
 */
final class MessagesFormat implements ProviderFormat {
  @Override
  public String stream(String model, List<String> pieces) {
    return start(model) + deltas(pieces) + stop("end_turn");
  }

  private String start(String model) {
    StringBuilder out = new StringBuilder();
    ProviderFormat.named(
        out,
        "message_start",
        "{\"type\":\"message_start\",\"message\":{\"model\":"
            + ProviderFormat.q(model)
            + ",\"content\":[],\"usage\":{\"input_tokens\":700,\"cache_read_input_tokens\":300,\"output_tokens\":1}}}");
    ProviderFormat.named(out, "ping", "{\"type\":\"ping\"}");
    ProviderFormat.named(
        out,
        "content_block_start",
        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    return out.toString();
  }

  private String deltas(List<String> pieces) {
    StringBuilder out = new StringBuilder();
    for (String piece : pieces) {
      ProviderFormat.named(
          out,
          "content_block_delta",
          "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
              + ProviderFormat.q(piece)
              + "}}");
    }
    return out.toString();
  }

  private String stop(String reason) {
    StringBuilder out = new StringBuilder();
    ProviderFormat.named(
        out,
        "message_delta",
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            + ProviderFormat.q(reason)
            + "},\"usage\":{\"input_tokens\":null,\"output_tokens\":150,\"output_tokens_details\":{\"thinking_tokens\":100}}}");
    ProviderFormat.named(out, "message_stop", "{\"type\":\"message_stop\"}");
    return out.toString();
  }

  @Override
  public String whole(String model, String text, String end) {
    return "{\"type\":\"message\",\"model\":"
        + ProviderFormat.q(model)
        + ",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":"
        + ProviderFormat.q(text)
        + "}],\"stop_reason\":"
        + ProviderFormat.q(end)
        + ",\"usage\":{\"input_tokens\":700,\"cache_read_input_tokens\":300,\"output_tokens\":150,\"output_tokens_details\":{\"thinking_tokens\":100}}}";
  }

  @Override
  public String healthy() {
    return "end_turn";
  }

  @Override
  public String cut() {
    return "max_tokens";
  }

  @Override
  public String cutStream(String model, String text) {
    return start(model) + deltas(List.of(text)) + stop("max_tokens");
  }

  @Override
  public String fault(String type, String message) {
    return "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
        + ProviderFormat.q(type)
        + ",\"message\":"
        + ProviderFormat.q(message)
        + "}}\n\n";
  }
}

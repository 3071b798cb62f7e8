package crossreview.testkit;

import java.util.List;

/**
 * What providers of chat completions send; written after its public reference, with made-up
 * numbers.
 */
final class ChatFormat implements ProviderFormat {
  private static final String USAGE =
      "{\"prompt_tokens\":1000,\"completion_tokens\":150,\"prompt_tokens_details\":{\"cached_tokens\":300},\"completion_tokens_details\":{\"reasoning_tokens\":100}}";

  @Override
  public String stream(String model, List<String> pieces) {
    return deltas(model, pieces) + finished(model, "stop") + "data: [DONE]\n\n";
  }

  private String deltas(String model, List<String> pieces) {
    StringBuilder out = new StringBuilder(": keep-alive\n\n");
    for (String piece : pieces) {
      out.append("data: {\"object\":\"chat.completion.chunk\",\"model\":")
          .append(ProviderFormat.q(model));
      out.append(",\"choices\":[{\"index\":0,\"delta\":{\"content\":")
          .append(ProviderFormat.q(piece));
      out.append("},\"finish_reason\":null}],\"usage\":null}\n\n");
    }
    return out.toString();
  }

  private String finished(String model, String end) {
    return "data: {\"model\":"
        + ProviderFormat.q(model)
        + ",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
        + ProviderFormat.q(end)
        + "}]}\n\n"
        + "data: {\"model\":"
        + ProviderFormat.q(model)
        + ",\"choices\":[],\"usage\":"
        + USAGE
        + "}\n\n";
  }

  @Override
  public String whole(String model, String text, String end) {
    return "{\"object\":\"chat.completion\",\"model\":"
        + ProviderFormat.q(model)
        + ",\"choices\":[{\"index\":0,\"finish_reason\":"
        + ProviderFormat.q(end)
        + ",\"message\":{\"role\":\"assistant\",\"content\":"
        + ProviderFormat.q(text)
        + ",\"reasoning_content\":\"hm\"}}],\"usage\":"
        + USAGE
        + "}";
  }

  @Override
  public String healthy() {
    return "stop";
  }

  @Override
  public String cut() {
    return "length";
  }

  @Override
  public String cutStream(String model, String text) {
    return deltas(model, List.of(text)) + finished(model, "length") + "data: [DONE]\n\n";
  }

  @Override
  public String fault(String type, String message) {
    return "data: {\"error\":{\"type\":"
        + ProviderFormat.q(type)
        + ",\"message\":"
        + ProviderFormat.q(message)
        + "}}\n\n";
  }
}

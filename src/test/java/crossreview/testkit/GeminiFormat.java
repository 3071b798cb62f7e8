package crossreview.testkit;

import java.util.List;

/**
 * What providers of generateContent send; written after its public reference, with made-up numbers.
 */
final class GeminiFormat implements ProviderFormat {
  @Override
  public String stream(String model, List<String> pieces) {
    return slices(model, pieces) + "data: " + whole(model, "", "STOP") + "\r\n\r\n";
  }

  private String slices(String model, List<String> pieces) {
    StringBuilder out = new StringBuilder();
    for (String piece : pieces) {
      out.append("data: {\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":")
          .append(ProviderFormat.q(piece));
      out.append("}]}}],\"modelVersion\":").append(ProviderFormat.q(model)).append("}\r\n\r\n");
    }
    return out.toString();
  }

  @Override
  public String whole(String model, String text, String end) {
    return "{\"candidates\":[{\"index\":0,\"finishReason\":"
        + ProviderFormat.q(end)
        + ",\"content\":{\"parts\":[{\"text\":\"hidden\",\"thought\":true},{\"text\":"
        + ProviderFormat.q(text)
        + "}]}}],\"modelVersion\":"
        + ProviderFormat.q(model)
        + ",\"usageMetadata\":{\"promptTokenCount\":1000,\"cachedContentTokenCount\":300,\"candidatesTokenCount\":50,\"thoughtsTokenCount\":100}}";
  }

  @Override
  public String healthy() {
    return "STOP";
  }

  @Override
  public String cut() {
    return "MAX_TOKENS";
  }

  @Override
  public String cutStream(String model, String text) {
    return slices(model, List.of(text)) + "data: " + whole(model, "", "MAX_TOKENS") + "\r\n\r\n";
  }

  @Override
  public String fault(String type, String message) {
    return "{\"error\":{\"code\":503,\"status\":"
        + ProviderFormat.q(type)
        + ",\"message\":"
        + ProviderFormat.q(message)
        + "}}\n";
  }
}

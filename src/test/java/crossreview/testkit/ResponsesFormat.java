package crossreview.testkit;

import java.util.List;

/**
 * What providers of the Responses API send; written after its public reference, with made-up
 * numbers.
 */
final class ResponsesFormat implements ProviderFormat {
  @Override
  public String stream(String model, List<String> pieces) {
    StringBuilder out = new StringBuilder();
    ProviderFormat.named(
        out,
        "response.created",
        "{\"type\":\"response.created\",\"response\":{\"model\":"
            + ProviderFormat.q(model)
            + ",\"status\":\"in_progress\"}}");
    for (String piece : pieces) {
      ProviderFormat.named(
          out,
          "response.output_text.delta",
          "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":"
              + ProviderFormat.q(piece)
              + "}");
    }
    String whole = whole(model, String.join("", pieces), healthy());
    ProviderFormat.named(
        out, "response.completed", "{\"type\":\"response.completed\",\"response\":" + whole + "}");
    return out.toString();
  }

  @Override
  public String whole(String model, String text, String end) {
    String status = end.equals("completed") ? "completed" : "incomplete";
    String why = status.equals("completed") ? "null" : "{\"reason\":" + ProviderFormat.q(end) + "}";
    return "{\"object\":\"response\",\"status\":"
        + ProviderFormat.q(status)
        + ",\"error\":null,\"incomplete_details\":"
        + why
        + ",\"model\":"
        + ProviderFormat.q(model)
        + ",\"output\":[{\"type\":\"reasoning\",\"summary\":[]},{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":"
        + ProviderFormat.q(text)
        + "}]}],\"usage\":{\"input_tokens\":1000,\"input_tokens_details\":{\"cached_tokens\":300},\"output_tokens\":150,\"output_tokens_details\":{\"reasoning_tokens\":100}}}";
  }

  @Override
  public String healthy() {
    return "completed";
  }

  @Override
  public String cut() {
    return "max_output_tokens";
  }

  @Override
  public String cutStream(String model, String text) {
    StringBuilder out = new StringBuilder();
    ProviderFormat.named(
        out,
        "response.output_text.delta",
        "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":"
            + ProviderFormat.q(text)
            + "}");
    ProviderFormat.named(
        out,
        "response.incomplete",
        "{\"type\":\"response.incomplete\",\"response\":" + whole(model, text, cut()) + "}");
    return out.toString();
  }

  @Override
  public String fault(String type, String message) {
    return "event: error\ndata: {\"type\":\"error\",\"code\":"
        + ProviderFormat.q(type)
        + ",\"message\":"
        + ProviderFormat.q(message)
        + "}\n\n";
  }
}

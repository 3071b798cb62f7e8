package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.OperationDescriptor;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    description = {
      "Show the webhooks that the daemon calls: what waits, what was given up, why one is disabled."
    })
public final class WebhooksCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--replay",
      paramLabel = "NAME",
      description =
          "Send the events of this webhook that were given up again, and try a disabled one again.")
  private @Nullable String replay;

  public WebhooksCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    if (replay != null) {
      String path = "/webhooks/" + OperationDescriptor.encoded(replay) + "/replay";
      show(apiClient.post(path, Map.of(), null, "name"), List.of("replay of " + replay));
    } else {
      JsonNode list = apiClient.get("/webhooks", "webhooks");
      show(list, lines(list.trees("webhooks")));
    }
    return 0;
  }

  private void show(JsonNode answer, List<String> lines) {
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      lines.forEach(cliContext.out()::println);
    }
  }

  static List<String> lines(List<JsonNode> webhooks) {
    if (webhooks.isEmpty()) {
      return List.of("no webhooks. docs/webhooks.md describes them.");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode webhook : webhooks) {
      String disabled = webhook.has("disabled") ? ", DISABLED: " + webhook.text("disabled") : "";
      lines.add(
          webhook.text("name")
              + "  "
              + webhook.text("url")
              + "  "
              + webhook.number("pending")
              + " to send, "
              + webhook.number("failures")
              + " failures in a row, "
              + webhook.number("dead")
              + " given up"
              + disabled);
      for (JsonNode letter : webhook.trees("letters")) {
        lines.add(
            "  "
                + letter.text("session")
                + " line "
                + letter.number("seq")
                + " after "
                + letter.number("attempts")
                + " attempts: "
                + letter.text("fault"));
      }
    }
    return lines;
  }
}

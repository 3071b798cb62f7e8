package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.WhatIfRenderer;
import crossreview.cli.review.ArtifactInput;
import crossreview.cli.review.ArtifactSource;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.ReviewProblem;
import crossreview.process.TextFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "whatif",
    mixinStandardHelpOptions = true,
    description = {
      "Count stored sessions again under another policy.",
      "It shows the recorded result, the result under the policy, and the votes that make the"
          + " difference. No peer is called; nothing is changed."
    })
final class WhatIfCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description = "The policy as JSON, in the form of \"policies\" in the settings.")
  private String policy = "";

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Number of newest sessions; 50 by default.")
  private @Nullable Integer last;

  @Parameters(
      arity = "0..*",
      paramLabel = "SESSION",
      description = "The sessions; by default the newest.")
  private List<String> ids = new ArrayList<>();

  WhatIfCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("policy", read());
    ApiClient apiClient = global.client(cliContext);
    if (!ids.isEmpty()) {
      SessionIdResolver known = new SessionIdResolver(apiClient);
      input.put("session_ids", ids.stream().map(known::resolve).toList());
    }
    if (last != null) {
      input.put("sessions", last);
    }
    JsonNode answer = apiClient.post("/whatif", input, null, "policy");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      WhatIfRenderer.lines(answer).forEach(cliContext.out()::println);
    }
    return 0;
  }

  private Map<String, Object> read() {
    ArtifactInput file = new ArtifactSource(cliContext).file(policy);
    try {
      return JsonReader.readObject(TextFile.withoutMark(file.text()));
    } catch (InvalidJsonException e) {
      throw new CliException(
          ReviewProblem.INVALID_POLICY, policy + " is not a policy: " + e.getMessage());
    }
  }
}

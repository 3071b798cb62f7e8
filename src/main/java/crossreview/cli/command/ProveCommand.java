package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionFindingPages;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Run a program of the panel about findings, in the sandbox, among the files of the change.",
      "Its exit code confirms a finding or not; code and output become evidence about it.",
      "Exits with 0 if every finding is confirmed, with 1 if one is not."
    })
final class ProveCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FINDING",
      description = "At most 4 findings; by default the blocking defects that are open.")
  private List<String> findings = new ArrayList<>();

  @Option(
      names = "--by",
      required = true,
      paramLabel = "PEER",
      description = "The program: a peer whose settings have \"proof\".")
  private String by = "";

  ProveCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("peer", by);
    if (!findings.isEmpty()) {
      input.put("findings", findings);
    }
    String path = "/sessions/" + session;
    JsonNode started = apiClient.post(path + "/proofs", input, null, "findings", "head");
    List<String> asked = started.texts("findings");
    if (!global.json()) {
      cliContext.out().println(by + " is run about " + String.join(", ", asked) + " …");
    }
    JudgeCommand.awaitEnd(apiClient, path, started);
    boolean confirmed = true;
    for (JsonNode finding : SessionFindingPages.all(apiClient, session)) {
      if (asked.contains(finding.text("id"))) {
        confirmed &= last(finding).text("result").equals("confirmed");
        cliContext.out().println(global.json() ? JsonWriter.of(finding.map()) : line(finding));
      }
    }
    return confirmed ? 0 : 1;
  }

  private static JsonNode last(JsonNode finding) {
    List<JsonNode> proofs = finding.trees("proofs");
    return proofs.isEmpty() ? JsonNode.EMPTY : proofs.getLast();
  }

  private static String line(JsonNode finding) {
    JsonNode last = last(finding);
    String code = last.has("exit_code") ? ", exit code " + last.number("exit_code") : "";
    String output = last.has("output_sha256") ? ", output " + last.text("output_sha256") : "";
    String result = last.text("result").replace('_', ' ');
    String blocks = finding.flag("blocks") ? "" : " (does not block)";
    return finding.text("id")
        + "  "
        + result
        + code
        + output
        + blocks
        + "  "
        + finding.text("statement");
  }
}

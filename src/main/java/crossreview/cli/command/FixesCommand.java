package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "fixes",
    mixinStandardHelpOptions = true,
    description = {
      "List the fixes that open findings of a session propose.",
      "With --patch, those that go together are printed as one patch onto the reviewed change:"
          + " crossreview fixes ID --patch | git apply. A fix that is left out is named on stderr"
          + " with the reason. Nobody has reviewed the result: review it again."
    })
final class FixesCommand implements Callable<Integer> {
  private static final String NOTE = "# ";
  private static final String FIX = "fix ";
  private static final String LEFT_OUT = "left out ";

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The session id, or the first characters of it.")
  private String id;

  @Option(names = "--patch", description = "Print the patch.")
  private boolean patch;

  FixesCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    String text = apiClient.text("/sessions/" + session + "/output?format=fixes", "text/plain");
    List<String> head = text.lines().takeWhile(line -> line.startsWith(NOTE)).toList();
    String diff = text.substring(head.stream().mapToInt(line -> line.length() + 1).sum());
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer(session, head, diff)));
    } else if (patch) {
      notes(head, LEFT_OUT).forEach(this::say);
      sayNothing(diff.isEmpty());
      cliContext.out().print(diff);
      cliContext.out().flush();
    } else {
      List<String> all = Stream.of(FIX, LEFT_OUT).flatMap(k -> notes(head, k).stream()).toList();
      all.forEach(note -> cliContext.out().println(JsonNode.safe(note)));
      sayNothing(all.isEmpty());
    }
    return 0;
  }

  /** The lines before the patch of one kind. */
  private static List<String> notes(List<String> head, String kind) {
    return head.stream()
        .map(line -> line.substring(NOTE.length()))
        .filter(note -> note.startsWith(kind))
        .toList();
  }

  private void say(String note) {
    cliContext.err().println(JsonNode.safe(note));
  }

  private void sayNothing(boolean nothing) {
    if (nothing) {
      say("no open finding proposes a fix that can be applied");
    }
  }

  private static Map<String, Object> answer(String session, List<String> head, String diff) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("session", session);
    answer.put("fixes", notes(head, FIX));
    answer.put("left_out", notes(head, LEFT_OUT));
    answer.put("patch", diff);
    return answer;
  }
}

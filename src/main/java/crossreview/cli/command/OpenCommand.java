package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.BrowserLauncher;
import crossreview.cli.client.DaemonAddress.LocalAddress;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.TextTable;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = {
      "Open the page of the daemon in a browser, signed in as you.",
      "The printed address works once, within 60 seconds."
    })
final class OpenCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The session to show, or the first characters of its id.")
  private @Nullable String id;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "The role in the browser: reader, caller or operator; by default yours.")
  private @Nullable String role;

  @Option(names = "--print", description = "Print the address and start no browser.")
  private boolean print;

  @Option(names = "--list", description = "List who is signed in with a browser.")
  private boolean list;

  @Option(
      names = "--end",
      paramLabel = "BROWSER",
      description = "Sign a browser out; --list shows its id.")
  private @Nullable String end;

  OpenCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    boolean opens = id != null || role != null || print;
    if ((list ? 1 : 0) + (end != null ? 1 : 0) + (opens ? 1 : 0) > 1) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "--list, --end and what opens the page (ID, --role, --print) exclude each other; use one"
              + " of them");
    }
    ApiClient apiClient = global.client(cliContext);
    if (list) {
      list(apiClient);
    } else if (end != null) {
      end(apiClient, end);
    } else {
      open(apiClient);
    }
    return 0;
  }

  private void open(ApiClient apiClient) {
    String session = id == null ? null : new SessionIdResolver(apiClient).resolve(id);
    Map<String, Object> body = role == null ? Map.of() : Map.of("role", role);
    JsonNode answer = apiClient.post("/browser/codes", body, null, "code", "role");
    String path = session == null ? "/" : "/sessions/" + session;
    String url = apiClient.address().browserUrl() + path + "#code=" + answer.text("code");
    boolean started =
        !print
            && !global.json()
            && apiClient.address() instanceof LocalAddress local
            && new BrowserLauncher(local.dataDir(), cliContext.variables()).open(url);
    if (global.json()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("url", url);
      tree.put("role", answer.text("role"));
      tree.put("valid_seconds", answer.number("valid_seconds"));
      cliContext.out().println(JsonWriter.of(tree));
    } else {
      cliContext.out().println(JsonNode.safe(url));
      cliContext.note(
          started
              ? "a browser was started; the address works once, within 60 seconds"
              : "open this address in a browser; it works once, within 60 seconds");
    }
  }

  private void list(ApiClient apiClient) {
    JsonNode answer = apiClient.get("/browser/sessions", "browser_sessions");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
      return;
    }
    TextTable.of(answer.map()).forEach(cliContext.out()::println);
  }

  private void end(ApiClient apiClient, String browser) {
    JsonNode answer =
        apiClient.post("/browser/sessions/" + browser + "/end", Map.of(), null, "ended");
    if (global.json()) {
      cliContext.out().println(JsonWriter.of(answer.map()));
    } else {
      cliContext.out().println(JsonNode.safe("browser " + browser + " is signed out"));
    }
  }
}

package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.client.ApiClient;
import crossreview.cli.client.SessionFindingPages;
import crossreview.cli.client.SessionIdResolver;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.RevisionRenderer;
import crossreview.cli.render.SessionRenderer;
import crossreview.cli.render.TextStyle;
import crossreview.cli.review.ResultFiles;
import crossreview.cli.review.SessionTexts;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show one session: votes, open findings, next step.")
final class ShowCommand implements Callable<Integer> {
  private static final String WHOLE = "?detail=full";

  private final CliContext cliContext;

  @Mixin private GlobalOptions global = GlobalOptions.withResults();

  @Parameters(paramLabel = "ID", description = "The session id, or the first characters of it.")
  private String id;

  @Option(names = "--report", description = "Print the whole report in Markdown.")
  private boolean report;

  @Option(names = "--final", description = "Print the approved text, byte for byte.")
  private boolean approved;

  @Option(
      names = "--changes",
      description =
          "Print the difference between submitted and approved text, with secrets masked.")
  private boolean changes;

  ShowCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    refuseTwoTexts();
    ApiClient apiClient = global.client(cliContext);
    String session = new SessionIdResolver(apiClient).resolve(id);
    String path = "/sessions/" + session;
    if (!global.files().isEmpty()) {
      new ResultFiles(cliContext, global.files()).write(apiClient, session);
    } else if (report) {
      cliContext.out().print(apiClient.text(path + "/report", "text/markdown"));
    } else if (approved) {
      cliContext.out().print(apiClient.text(path + "/final", "*/*"));
    } else if (changes) {
      changes(apiClient, path);
    } else if (global.json()) {
      cliContext.out().println(JsonWriter.of(apiClient.get(path + WHOLE, "state", "head").map()));
    } else {
      TextStyle textStyle = new TextStyle(cliContext.colours());
      SessionRenderer.lines(
              apiClient.get(path + WHOLE, "state", "head"),
              SessionFindingPages.all(apiClient, session),
              textStyle)
          .forEach(cliContext.out()::println);
    }
    cliContext.out().flush();
    return 0;
  }

  private void refuseTwoTexts() {
    List<String> given = new ArrayList<>();
    if (report) {
      given.add("--report");
    }
    if (approved) {
      given.add("--final");
    }
    if (changes) {
      given.add("--changes");
    }
    if (!global.files().isEmpty()) {
      given.add("--output " + global.files().getFirst().format().wireName() + "=FILE");
    }
    if (given.size() > 1) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          String.join(" and ", given) + " each print another text; use one of them");
    }
  }

  private void changes(ApiClient apiClient, String path) {
    JsonNode now = apiClient.get(path);
    SessionTexts.TextPair texts = new SessionTexts(apiClient, now.text("session_id")).pair(now);
    if (!now.flag("revised")) {
      cliContext.out().println("the approved text is the submitted one");
      return;
    }
    RevisionRenderer.lines(
            texts.submitted(),
            texts.approved(),
            Integer.MAX_VALUE,
            new TextStyle(cliContext.colours()))
        .forEach(cliContext.out()::println);
  }
}

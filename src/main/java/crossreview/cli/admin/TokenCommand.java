package crossreview.cli.admin;

import crossreview.access.AccessRole;
import crossreview.access.TokenAdministration;
import crossreview.access.TokenAdministration.TokenSummary;
import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.file.StorageProblems;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.model.WireEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = {
      "Create, list, rotate and revoke tokens, on the machine of the data directory.",
      "A running daemon applies changes within seconds. Roles: reader, caller, reviewer,"
          + " operator, metrics."
    })
public final class TokenCommand implements Callable<Integer> {
  private final CliContext cliContext;

  public TokenCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Create a token and print it; it is shown only once.")
  int create(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "The name of the token; journals contain it.")
          String name,
      @Option(names = "--role", required = true, paramLabel = "ROLE", description = "The role.")
          String role,
      @Option(
              names = "--days",
              paramLabel = "N",
              description = "Days of validity; unlimited by default.")
          Integer days,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              defaultValue = ProjectName.DEFAULT,
              description = "The project of the token; by default \"${DEFAULT-VALUE}\".")
          String project) {
    AccessRole as = role(role);
    if (as == AccessRole.OPERATOR && !project.equals(ProjectName.DEFAULT)) {
      throw new CliException(
          CliProblem.OPTION_CONFLICT,
          "an operator acts in every project, so --project has no effect; omit it, or use --role"
              + " caller");
    }
    if (days != null && (days < 1 || days > 36_500)) {
      throw new CliException(CliProblem.BAD_DAYS, "--days must be 1 to 36500, is " + days);
    }
    Duration time = days == null ? null : Duration.ofDays(days);
    return printed(global, name, changes -> changes.create(name, as, project, time));
  }

  private static AccessRole role(String word) {
    return WireEnum.find(AccessRole.class, word)
        .orElseThrow(() ->
            new CliException(
                CliProblem.BAD_ROLE,
                "--role must be reader, caller, reviewer, operator or metrics, is \""
                    + word
                    + "\""));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Replace the secret of a token and print it; the old one becomes invalid.")
  int rotate(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "The name of the token.") String name) {
    return printed(global, name, changes -> changes.rotate(name));
  }

  @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revoke a token.")
  int revoke(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "The name of the token.") String name) {
    with(
        global,
        changes -> {
          changes.revoke(name);
          return name;
        });
    cliContext.err().println("crossreview: " + name + " is revoked");
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "List the tokens.")
  int list(@Mixin GlobalOptions global) {
    List<TokenSummary> all = with(global, TokenAdministration::list);
    if (!global.json()) {
      line("NAME", "ROLE", "PROJECT", "SINCE", "UNTIL");
    }
    for (TokenSummary token : all) {
      if (global.json()) {
        cliContext.out().println(JsonWriter.of(tree(token)));
      } else {
        String until = token.expires() == null ? "–" : token.expires();
        String project = token.role() == AccessRole.OPERATOR ? "all" : token.project();
        line(token.name(), token.role().wireName(), project, token.created(), until);
      }
    }
    return 0;
  }

  private void line(String name, String role, String project, String since, String until) {
    String text =
        String.format(Locale.ROOT, "%-24s %-9s %-16s %-25s %s", name, role, project, since, until);
    cliContext.out().println(JsonNode.safe(text.stripTrailing()));
  }

  private static Map<String, Object> tree(TokenSummary token) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", token.name());
    tree.put("role", token.role().wireName());
    tree.put("project", token.role() == AccessRole.OPERATOR ? null : token.project());
    tree.put("created", token.created());
    tree.put("expires", token.expires());
    return tree;
  }

  @FunctionalInterface
  private interface TokenAction<T> {
    T on(TokenAdministration changes) throws IOException;
  }

  private int printed(GlobalOptions global, String name, TokenAction<String> tokenAction) {
    String token = with(global, tokenAction);
    if (global.json()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", name);
      tree.put("token", token);
      cliContext.out().println(JsonWriter.of(tree));
    } else {
      cliContext.out().println(token);
    }
    return 0;
  }

  private <T> T with(GlobalOptions global, TokenAction<T> tokenAction) {
    Path dataDir = global.settings(cliContext).dataDir();
    if (!Files.isRegularFile(dataDir.resolve("tokens.json"))) {
      String message =
          dataDir + " contains no tokens yet; start the daemon once: " + global.serveCommand();
      throw new CliException(CliProblem.NO_DATA_DIR, message);
    }
    try {
      return tokenAction.on(
          new TokenAdministration(dataDir, cliContext.clock(), cliContext.random()));
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("change the tokens", e));
    }
  }

  @Override
  public Integer call() {
    throw new CliException(
        CliProblem.NO_COMMAND,
        "give a subcommand: crossreview token create, list, rotate or revoke");
  }
}

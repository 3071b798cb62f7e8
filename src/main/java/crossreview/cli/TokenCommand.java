package crossreview.cli;

import crossreview.access.Role;
import crossreview.access.TokenChanges;
import crossreview.access.TokenChanges.Listed;
import crossreview.json.JsonWriter;
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
      "Let others in, or out, on the machine of the data directory. A running daemon follows"
          + " within",
      "seconds. Roles: reader, caller, operator, metrics."
    })
final class TokenCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  TokenCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Make a token and print it; it is shown this once.")
  int create(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "Whose it is; journals name it.") String name,
      @Option(names = "--role", required = true, paramLabel = "ROLE", description = "What for.")
          String role,
      @Option(names = "--days", paramLabel = "N", description = "How long; for ever without it.")
          Integer days,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              defaultValue = ProjectName.DEFAULT,
              description = "Whose sessions they see; \"${DEFAULT-VALUE}\" without it.")
          String project) {
    Role as =
        WireEnum.find(Role.class, role)
            .orElseThrow(() ->
                CliFailure.usage(
                    "bad_role",
                    "--role must be reader, caller, operator or metrics, is \"" + role + "\""));
    if (days != null && (days < 1 || days > 36_500)) {
      throw CliFailure.usage("bad_days", "--days must be 1 to 36500, is " + days);
    }
    Duration time = days == null ? null : Duration.ofDays(days);
    return printed(global, name, changes -> changes.create(name, as, project, time));
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = "Give a token a new text and print it; the old one lets nobody in any more.")
  int rotate(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "Whose it is.") String name) {
    return printed(global, name, changes -> changes.rotate(name));
  }

  @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Withdraw a token.")
  int revoke(
      @Mixin GlobalOptions global,
      @Parameters(paramLabel = "NAME", description = "Whose it is.") String name) {
    with(
        global,
        changes -> {
          changes.revoke(name);
          return name;
        });
    surroundings.err().println("crossreview: " + name + " is let in no more");
    return 0;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Show whom tokens let in.")
  int list(@Mixin GlobalOptions global) {
    List<Listed> all = with(global, TokenChanges::list);
    if (!global.json()) {
      line("NAME", "ROLE", "PROJECT", "SINCE", "UNTIL");
    }
    for (Listed token : all) {
      if (global.json()) {
        surroundings.out().println(JsonWriter.of(tree(token)));
      } else {
        String until = token.expires() == null ? "–" : token.expires();
        String project = token.role() == Role.OPERATOR ? "all" : token.project();
        line(token.name(), token.role().word(), project, token.created(), until);
      }
    }
    return 0;
  }

  private void line(String name, String role, String project, String since, String until) {
    String text =
        String.format(Locale.ROOT, "%-24s %-9s %-16s %-25s %s", name, role, project, since, until);
    surroundings.out().println(Tree.safe(text.stripTrailing()));
  }

  private static Map<String, Object> tree(Listed token) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", token.name());
    tree.put("role", token.role().word());
    tree.put("project", token.role() == Role.OPERATOR ? null : token.project());
    tree.put("created", token.created());
    tree.put("expires", token.expires());
    return tree;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(TokenChanges changes) throws IOException;
  }

  private int printed(GlobalOptions global, String name, Work<String> work) {
    String token = with(global, work);
    if (global.json()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", name);
      tree.put("token", token);
      surroundings.out().println(JsonWriter.of(tree));
    } else {
      surroundings.out().println(token);
    }
    return 0;
  }

  private <T> T with(GlobalOptions global, Work<T> work) {
    Path dataDir = global.settings(surroundings).dataDir();
    if (!Files.isRegularFile(dataDir.resolve("tokens.json"))) {
      String message = dataDir + " holds no tokens yet; start the daemon once: crossreview serve";
      throw CliFailure.usage("no_data_dir", message);
    }
    try {
      return work.on(new TokenChanges(dataDir, surroundings.clock(), surroundings.chance()));
    } catch (ProblemException problemException) {
      throw CliFailure.usage(
          problemException.problem().code(), problemException.problem().message());
    } catch (IOException e) {
      throw CliFailure.usage("storage_failed", "cannot change the tokens: " + e.getMessage());
    }
  }

  @Override
  public Integer call() {
    throw CliFailure.usage(
        "no_command", "say what to do: crossreview token create, list, rotate or revoke");
  }
}

package crossreview.cli.hook;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.daemon.DaemonProgram;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "git",
    mixinStandardHelpOptions = true,
    description = {
      "Install or remove hooks in the repository around this directory.",
      "pre-push: each pushed commit needs an approved review (crossreview gate); without a daemon"
          + " nothing is pushed. post-commit: reviews the branch in the background; what it says is"
          + " in crossreview.log of the git directory."
    },
    footer = {
      "",
      "  crossreview hook git install --pre-push --post-commit",
      "  crossreview hook git uninstall"
    })
public final class GitHookCommand implements Callable<Integer> {
  private final CliContext cliContext;

  public GitHookCommand(CliContext cliContext) {
    this.cliContext = cliContext;
  }

  @Override
  public Integer call() {
    throw new CliException(CliProblem.NO_COMMAND, "use: hook git install, hook git uninstall");
  }

  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description = "Install hooks; a hook that is there is kept and runs first.")
  int install(
      @Option(names = "--pre-push", description = "Gate each push; the default.") boolean push,
      @Option(names = "--post-commit", description = "Review after each commit.") boolean commit,
      @Option(
              names = "--data-dir",
              paramLabel = "DIR",
              description = "The data directory of the daemon that is asked; by default yours.")
          @Nullable String dataDir) {
    List<GitHookScript> wanted = new ArrayList<>();
    if (push || !commit) {
      wanted.add(GitHookScript.PRE_PUSH);
    }
    if (commit) {
      wanted.add(GitHookScript.POST_COMMIT);
    }
    List<String> options =
        dataDir == null
            ? List.of()
            : List.of("--data-dir", cliContext.workingDirectory().resolve(dataDir).toString());
    String program = DaemonProgram.launcher().map(Object::toString).orElse("crossreview");
    GitHookFolder folder = GitHookFolder.around(cliContext.workingDirectory());
    for (GitHookScript script : wanted) {
      cliContext.out().println(folder.install(script, program, options).sentence());
    }
    return 0;
  }

  @Command(
      name = "uninstall",
      mixinStandardHelpOptions = true,
      description = "Remove the hooks of crossreview and put earlier ones back.")
  int uninstall() {
    GitHookFolder folder = GitHookFolder.around(cliContext.workingDirectory());
    for (GitHookScript script : GitHookScript.values()) {
      cliContext.out().println(folder.uninstall(script).sentence());
    }
    return 0;
  }
}

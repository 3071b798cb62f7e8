package crossreview.cli.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliContext;
import crossreview.cli.client.ApiClient;
import crossreview.report.MarkdownBuilder;
import crossreview.report.format.AnnotationCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says the result where people of a system look for it. GitHub Actions has a page for each job and
 * marks lines of the change; other systems read the files of {@code --output}.
 *
 * <p>GitHub's runner obeys commands that a step prints, and a review prints texts of strangers.
 * While it does, commands are switched off by a word that nobody can guess.
 */
final class JobReport {
  private final CliContext cliContext;
  private final boolean commands;
  private final Optional<Path> page;

  private JobReport(CliContext cliContext, boolean commands, Optional<Path> page) {
    this.cliContext = cliContext;
    this.commands = commands;
    this.page = page;
  }

  /**
   * @param json whether stdout is for a program, which takes no commands
   */
  static JobReport of(CliContext cliContext, boolean json) {
    JobVariables job = new JobVariables(cliContext.variables());
    boolean github = JobEnvironment.system(job) == CiSystem.GITHUB;
    Optional<Path> page = github ? job.get("GITHUB_STEP_SUMMARY").map(Path::of) : Optional.empty();
    return new JobReport(cliContext, github && !json, page);
  }

  /** Runs a step that prints texts of others. */
  <T> T guarded(Supplier<T> step) {
    if (!commands) {
      return step.get();
    }
    String word = cliContext.freshKey();
    cliContext.out().println("::stop-commands::" + word);
    try {
      return step.get();
    } finally {
      cliContext.out().println("::" + word + "::");
    }
  }

  /** The review has ended. */
  void result(ApiClient apiClient, String session) {
    if (commands) {
      cliContext.out().print(output(apiClient, session, "github-annotations"));
      cliContext.out().flush();
    }
    page.ifPresent(file -> append(file, output(apiClient, session, "markdown")));
  }

  /** Nothing was reviewed. */
  void failure(String message) {
    if (commands) {
      cliContext.out().print(AnnotationCommands.error("crossreview", "not reviewed: " + message));
      cliContext.out().flush();
    }
    page.ifPresent(file ->
        append(file, "## crossreview: not reviewed\n\n" + MarkdownBuilder.text(message) + "\n"));
  }

  private static String output(ApiClient apiClient, String session, String format) {
    return apiClient.text("/sessions/" + session + "/output?format=" + format, "text/plain");
  }

  /** Other steps of the job write there too. A page that cannot be written changes no result. */
  private void append(Path file, String text) {
    try {
      Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      cliContext.note("the summary of the job cannot be written: " + e.getMessage());
    }
  }
}

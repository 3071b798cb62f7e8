package crossreview.cli.option;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.OutputTarget.OutputFile;
import crossreview.cli.option.OutputTarget.StdoutFormat;
import crossreview.model.CliProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values of {@code --output} of which one would have no effect. Pure. */
final class OutputConflicts {
  private OutputConflicts() {}

  /**
   * Refuses them.
   *
   * @param json whether {@code --json} was given
   * @param results whether the command has a result to write to files
   */
  static void refuse(List<OutputTarget> outputs, boolean json, boolean results) {
    int stdout = json ? 1 : 0;
    Set<String> files = new HashSet<>();
    for (OutputTarget target : outputs) {
      switch (target) {
        case StdoutFormat asked -> {
          refuseOther(asked.format(), json);
          stdout += json ? 0 : 1;
        }
        case OutputFile file -> {
          refuseTwice(file, files, results);
          stdout += file.stdout() ? 1 : 0;
        }
      }
    }
    if (stdout > 1) {
      throw conflict("only one thing can be written to stdout: keep one of --json and --output");
    }
  }

  private static void refuseOther(OutputFormat format, boolean json) {
    if (json && format != OutputFormat.JSON) {
      String name = format.name().toLowerCase(Locale.ROOT);
      throw conflict("--json and --output " + name + " contradict each other; use one of them");
    }
  }

  private static void refuseTwice(OutputFile file, Set<String> files, boolean results) {
    if (!results) {
      throw conflict(
          "this command has no result to write; review and show take --output FORMAT=FILE");
    }
    if (!files.add(file.file())) {
      throw conflict("two values of --output name the file " + JsonNode.safe(file.file()));
    }
  }

  private static CliException conflict(String message) {
    return new CliException(CliProblem.OPTION_CONFLICT, message);
  }
}

package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.review.GitCommand.GitOutput;
import crossreview.diff.TextDecoder;
import crossreview.diff.TextDecoder.DecodedText;
import crossreview.model.CliProblem;
import crossreview.model.ProblemCode;
import crossreview.model.RequestProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gets what is to be reviewed: from a file, from stdin, or from git. */
public final class ArtifactSource {

  /** What is committed is reviewed, whatever the user's configuration makes of a diff. */
  private static final List<String> AS_COMMITTED =
      List.of(
          "--no-ext-diff",
          "--no-textconv",
          "--no-color",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--ignore-submodules=none",
          "--submodule=short",
          "--unified=3",
          "--inter-hunk-context=0");

  private final CliContext cliContext;
  private final String gitProgram;

  public ArtifactSource(CliContext cliContext) {
    this(cliContext, "git");
  }

  ArtifactSource(CliContext cliContext, String gitProgram) {
    this.cliContext = cliContext;
    this.gitProgram = gitProgram;
  }

  public ArtifactInput file(String name) {
    if (name.equals("-")) {
      return input(read(cliContext.in(), "stdin"), "stdin", "stdin");
    }
    Path file = cliContext.workingDirectory().resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      return input(read(in, name), name, file.getFileName().toString());
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + name + ": " + GlobalOptions.reason(e));
    }
  }

  private static byte[] read(InputStream in, String name) {
    try {
      byte[] bytes = in.readNBytes(GitCommand.BYTES_MAX + 1);
      if (bytes.length > GitCommand.BYTES_MAX) {
        throw new CliException(RequestProblem.ARTIFACT_TOO_LARGE, name + " has more than 64 MiB");
      }
      if (bytes.length == 0) {
        throw new CliException(
            RequestProblem.ARTIFACT_EMPTY, name + " is empty: there is nothing to review");
      }
      return bytes;
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + name + ": " + GlobalOptions.reason(e));
    }
  }

  private static ArtifactInput input(byte[] bytes, String name, String label) {
    return switch (TextDecoder.decode(bytes)) {
      case DecodedText.ReadableText readable ->
          ArtifactInput.of(readable.text(), label, readable.notes());
      case DecodedText.BinaryContent binary ->
          throw new CliException(RequestProblem.ARTIFACT_NOT_UTF8, name + ": " + binary.reason());
    };
  }

  /** The diff of a range in the work tree around the working directory. */
  public ArtifactInput git(String range) {
    if (range.startsWith("-")) {
      throw new CliException(
          CliProblem.BAD_RANGE, "--git needs a range such as main..HEAD, is \"" + range + "\"");
    }
    git(List.of("rev-parse", "--is-inside-work-tree"), CliProblem.NO_REPOSITORY);
    List<String> command = new ArrayList<>(List.of("-c", "diff.relative=false", "diff"));
    command.addAll(AS_COMMITTED);
    command.addAll(List.of(range, "--"));
    byte[] diff = git(command, CliProblem.BAD_RANGE);
    if (new String(diff, ISO_8859_1).isBlank()) {
      throw new CliException(
          CliProblem.EMPTY_DIFF, "git diff " + range + " is empty: there is nothing to review");
    }
    return input(diff, "the diff of " + range, range.replace('/', '_') + ".diff");
  }

  private byte[] git(List<String> arguments, ProblemCode code) {
    GitCommand git = new GitCommand(cliContext.workingDirectory(), gitProgram);
    GitOutput output = git.run(arguments.toArray(String[]::new));
    if (!output.success()) {
      throw new CliException(code, "git: " + output.error());
    }
    return output.bytes();
  }
}

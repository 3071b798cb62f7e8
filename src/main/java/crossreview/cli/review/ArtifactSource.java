package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.diff.LargestFiles;
import crossreview.diff.text.TextDecoder;
import crossreview.diff.text.TextDecoder.DecodedText;
import crossreview.git.ChangeReader;
import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection;
import crossreview.git.ChangeSelection.BranchAndWorkingTree;
import crossreview.git.ChangeSelection.BranchChange;
import crossreview.git.ChangeSelection.CommitChange;
import crossreview.git.ChangeSelection.RangeChange;
import crossreview.git.ChangeSelection.StagedChange;
import crossreview.git.ChangeSelection.UnstagedChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.git.FileSnapshot;
import crossreview.git.GitProgram;
import crossreview.git.GitRepository;
import crossreview.git.SelectedChange;
import crossreview.model.CliProblem;
import crossreview.model.RequestProblem;
import crossreview.model.ValueChecks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gets what is to be reviewed: from a file, from stdin, or from git. */
public final class ArtifactSource {

  private static final int LABEL_MAX = 180;
  private static final int BYTES_MAX = 32 << 20; // the upper bound of limits.artifact_bytes_max

  private final CliContext cliContext;
  private final GitProgram git;

  public ArtifactSource(CliContext cliContext) {
    this(cliContext, "git");
  }

  ArtifactSource(CliContext cliContext, String gitProgram) {
    this.cliContext = cliContext;
    this.git = GitProgram.of(gitProgram, cliContext.workingDirectory());
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

  public boolean directory(String name) {
    return Files.isDirectory(cliContext.workingDirectory().resolve(name));
  }

  public boolean insideWorkTree() {
    return GitRepository.topAround(git).isPresent();
  }

  private static byte[] read(InputStream in, String name) {
    try {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new CliException(RequestProblem.ARTIFACT_TOO_LARGE, tooLarge(name, ""));
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

  private static String tooLarge(String name, String largest) {
    return name
        + " has more than 32 MiB, the most that limits.artifact_bytes_max can allow"
        + largest
        + "; submit a part of it";
  }

  private static ArtifactInput input(byte[] bytes, String name, String label) {
    return switch (TextDecoder.decode(bytes)) {
      case DecodedText.ReadableText readable ->
          ArtifactInput.of(readable.text(), label, readable.notes());
      case DecodedText.BinaryContent binary ->
          throw new CliException(RequestProblem.ARTIFACT_NOT_UTF8, name + ": " + binary.reason());
    };
  }

  /**
   * A change of the repository around the working directory.
   *
   * @param paths to which it is narrowed; empty for all of it
   */
  public ArtifactInput change(ChangeSelection selection, List<String> paths) {
    return change(selection, new ChangeReader(git, directory()).read(selection, paths));
  }

  /** The same with the files that the change modifies, whole. */
  public ArtifactInput changeWithFiles(ChangeSelection selection, List<String> paths) {
    return change(selection, new ChangeReader(git, directory()).readWithFiles(selection, paths));
  }

  /**
   * The same where HEAD is detached, in a job's clone.
   *
   * @param branch what the change is called; null for what the repository says
   */
  public ArtifactInput changeOfBranch(ChangeSelection selection, @Nullable String branch) {
    ReadChange read = new ChangeReader(git, directory()).readWithFiles(selection, List.of());
    return branch == null
        ? change(selection, read)
        : change(selection, new ReadChange(read.change().on(branch), read.diff(), read.files()));
  }

  private Path directory() {
    return cliContext.workingDirectory();
  }

  private static ArtifactInput change(ChangeSelection selection, ReadChange read) {
    if (read.diff().length > BYTES_MAX) {
      String largest = LargestFiles.of(new String(read.diff(), StandardCharsets.ISO_8859_1));
      String which = ": the largest files are " + largest;
      throw new CliException(
          RequestProblem.ARTIFACT_TOO_LARGE, tooLarge("the diff", which) + " with -- PATH …");
    }
    return input(read.diff(), "the diff", name(selection, read.change()) + ".diff")
        .of(read.change(), read.files());
  }

  private static String name(ChangeSelection selection, SelectedChange change) {
    String name =
        switch (selection) {
          case StagedChange staged -> "staged";
          case UnstagedChange unstaged -> "unstaged";
          case WorkingTreeChange all -> "working-tree";
          case CommitChange one -> "commit-" + one.commit();
          case BranchChange branch -> branch(change);
          case BranchAndWorkingTree all -> branch(change);
          case RangeChange range ->
              range.from() + (range.sinceMergeBase() ? "..." : "..") + range.to();
        };
    return ValueChecks.cut(name.replace('/', '_'), LABEL_MAX);
  }

  private static String branch(SelectedChange change) {
    return Objects.requireNonNullElse(change.branch(), "detached");
  }

  /** Several files, or a directory, as a diff that creates them. */
  public ArtifactInput files(List<String> names) {
    FileSnapshot snapshot = new FileSnapshot(git, cliContext.workingDirectory());
    String label = names.size() == 1 ? names.getFirst() : names.size() + " paths";
    return input(
        snapshot.read(names), label, ValueChecks.cut(label.replace('/', '_'), LABEL_MAX) + ".diff");
  }
}

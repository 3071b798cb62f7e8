package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notes about commits in one ref of git, a line for each text. A note that is there is kept: a
 * further line is added below it. Blocks.
 */
public final class CommitNotes {
  private final GitRepository repository;
  private final String ref;

  /**
   * @param name of the ref, below {@code refs/notes/}
   */
  public CommitNotes(GitRepository repository, String name) {
    this.repository = repository;
    this.ref = "--ref=" + name;
  }

  /**
   * Adds a line to the note of a commit.
   *
   * @return false where the line is there already, and nothing was changed
   * @throws crossreview.model.ProblemException {@code cannot_write} with git's reason
   */
  public boolean add(String commit, String line) {
    GitOutput there = repository.git().run("notes", ref, "show", commit);
    boolean known = there.success() && there.line().lines().anyMatch(line::equals);
    if (!known) {
      append(commit, line);
    }
    return !known;
  }

  /** By a file, for a line may be longer than an argument or a pipe takes. */
  private void append(String commit, String line) {
    try {
      Path file = Files.createTempFile("crossreview-note", ".json");
      try {
        Files.writeString(file, line + "\n", UTF_8);
        GitOutput done =
            repository.git().run("notes", ref, "append", "--file", file.toString(), commit);
        if (!done.success()) {
          throw CliProblem.CANNOT_WRITE.exception("git cannot write the note: " + done.error());
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw CliProblem.CANNOT_WRITE.exception("cannot write the note: " + e.getMessage());
    }
  }
}

package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.git.GitProgram.GitOutput;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.model.material.ChangeIdentity;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts the files of a repository as a reviewed change leaves them into a directory: the tree before
 * the change, to which exactly the reviewed diff is applied. So it needs neither the commit nor the
 * work tree that the diff came from, and it holds for a later draft as well. Links are written as
 * files that say where they lead, so that none leads out of the directory. Blocks.
 */
public final class WorkTreeCopy {
  /** As much as a linter reads in minutes; a copy is made for each call. */
  private static final int FILES_MAX = 200_000;

  private static final long BYTES_MAX = 2L << 30;
  private static final String ABSENT = "0".repeat(40);
  private static final String NOT_THERE = "000000";

  private final GitProgram git;
  private final List<Path> repositories;

  /**
   * @param git anywhere; it is used in the repositories
   * @param repositories where the objects of changes are looked for
   */
  public WorkTreeCopy(GitProgram git, List<Path> repositories) {
    this.git = git;
    this.repositories = List.copyOf(repositories);
  }

  /**
   * A change as it was reviewed.
   *
   * @param diff its text
   * @param binary the paths whose content it does not show; they stay as they were if it has to be
   *     applied without them
   */
  public record ReviewedDiff(ChangeIdentity change, String diff, List<String> binary) {}

  /**
   * Writes the files.
   *
   * @param before which paths are written as they were before the change
   * @param target an empty directory
   * @return why there are no such files, as a clause; empty where they are there
   */
  public Optional<String> write(ReviewedDiff reviewed, Predicate<String> before, Path target) {
    String base = reviewed.change().baseTree();
    for (Path directory : repositories) {
      Optional<GitRepository> repository = holding(directory, base);
      if (repository.isPresent()) {
        try (ScratchRepository scratch = ScratchRepository.beside(repository.get())) {
          return written(scratch, reviewed, before, target);
        }
      }
    }
    return Optional.of(
        repositories.isEmpty()
            ? "the settings name no repository to take the files from (repositories)"
            : "no repository of the settings has the tree "
                + base
                + " that the change starts from; fetch it there (repositories)");
  }

  private Optional<GitRepository> holding(Path directory, String tree) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try {
      GitProgram there = git.at(directory, Map.of());
      boolean held = there.run("cat-file", "-e", tree + "^{tree}").success();
      return held ? Optional.of(GitRepository.around(there, directory)) : Optional.empty();
    } catch (ProblemException e) {
      if (e.problem().type() == CliProblem.NO_REPOSITORY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<String> written(
      ScratchRepository scratch, ReviewedDiff reviewed, Predicate<String> before, Path target) {
    String base = reviewed.change().baseTree();
    byte[] diff = reviewed.diff().getBytes(UTF_8);
    Optional<String> tree =
        scratch
            .applied(base, diff, List.of())
            .or(() -> scratch.applied(base, diff, reviewed.binary()));
    if (tree.isEmpty()) {
      return Optional.of("the diff does not apply to the tree " + base + " that it starts from");
    }
    Optional<String> tooLarge = tooLarge(scratch, tree.get());
    if (tooLarge.isEmpty()) {
      restore(scratch, base, tree.get(), before);
      scratch.checkOut(target);
    }
    return tooLarge;
  }

  private static Optional<String> tooLarge(ScratchRepository scratch, String tree) {
    GitOutput listed = scratch.run(List.of("ls-tree", "-r", "-l", "-z", tree), new byte[0]);
    if (!listed.success()) {
      return Optional.of("the files of the tree " + tree + " cannot be listed: " + listed.error());
    }
    List<String> entries = listed.parts();
    long bytes = entries.stream().mapToLong(WorkTreeCopy::size).sum();
    return entries.size() > FILES_MAX || bytes > BYTES_MAX
        ? Optional.of(
            "the repository has "
                + entries.size()
                + " files of "
                + bytes
                + " bytes, at most "
                + FILES_MAX
                + " of "
                + BYTES_MAX
                + " bytes are put before a linter")
        : Optional.empty();
  }

  /** From {@code mode type id size TAB path}; a submodule has no size. */
  private static long size(String entry) {
    String[] facts = entry.substring(0, entry.indexOf('\t')).trim().split(" +");
    return facts[3].equals("-") ? 0 : Long.parseLong(facts[3]);
  }

  /** Puts entries of the tree before the change into the index, or takes new ones out of it. */
  private static void restore(
      ScratchRepository scratch, String base, String tree, Predicate<String> before) {
    List<String> changed =
        ScratchRepository.checked(
                scratch.run(
                    List.of("diff-tree", "-r", "-z", "--raw", "--no-abbrev", base, tree),
                    new byte[0]))
            .parts();
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (int i = 0; i + 1 < changed.size(); i += 2) {
      String[] facts = changed.get(i).substring(1).split(" ");
      String path = changed.get(i + 1);
      if (before.test(path)) {
        String id = facts[0].equals(NOT_THERE) ? ABSENT : facts[2];
        entries.writeBytes((facts[0] + " " + id + "\t" + path + "\0").getBytes(UTF_8));
      }
    }
    if (entries.size() > 0) {
      ScratchRepository.checked(
          scratch.run(List.of("update-index", "-z", "--index-info"), entries.toByteArray()));
    }
  }
}

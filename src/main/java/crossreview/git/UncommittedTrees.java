package crossreview.git;

import static crossreview.git.ScratchRepository.checked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The trees of an index and of a work tree, made from a copy of the index; new objects go to the
 * scratch repository. Blocks.
 */
final class UncommittedTrees {
  /** No hook and no watcher of the repository runs, and no warning hides what git has to say. */
  private static final List<String> ADD =
      List.of(
          "-c",
          "core.safecrlf=false",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "advice.addEmbeddedRepo=false",
          "add");

  private final GitRepository repository;
  private final ScratchRepository scratch;

  UncommittedTrees(GitRepository repository, ScratchRepository scratch) {
    this.repository = repository;
    this.scratch = scratch;
  }

  /** The tree of the index as it is. */
  String index() {
    return checked(copy().run("write-tree")).line();
  }

  /**
   * The tree of the work tree, as a commit of all of it would have it: git's filters and line ends
   * apply as they do for a commit.
   *
   * @param untracked whether files that git does not know are part of it; ignored ones never are
   */
  String workTree(boolean untracked) {
    GitProgram copy = copy();
    Stream<String> add = Stream.concat(ADD.stream(), Stream.of(untracked ? "-A" : "-u", "--", "."));
    checked(copy.run(add.toArray(String[]::new)));
    return checked(copy.run("write-tree")).line();
  }

  /** A git that works on a copy of the index. */
  private GitProgram copy() {
    Path top = repository.workTree();
    try {
      Files.deleteIfExists(scratch.index());
      if (Files.exists(repository.index())) {
        // The time is copied too: by it git knows which files it has to compare again.
        Files.copy(repository.index(), scratch.index(), StandardCopyOption.COPY_ATTRIBUTES);
        copyShared(repository.index().resolveSibling(""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return repository
        .git()
        .at(
            top,
            Map.of(
                "GIT_INDEX_FILE", scratch.index().toString(),
                "GIT_OBJECT_DIRECTORY", scratch.objects().toString()));
  }

  /** The other part of an index in two files, which git looks for beside it (split-index). */
  private void copyShared(Path folder) throws IOException {
    try (DirectoryStream<Path> shared = Files.newDirectoryStream(folder, "sharedindex.*")) {
      for (Path file : shared) {
        Files.copy(
            file,
            scratch.index().resolveSibling(file.getFileName()),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}

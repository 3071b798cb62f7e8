package crossreview.git;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a branch goes into, where nobody says it: its upstream, unless that is its own copy at the
 * remote, whose commits are a part of the review; then the default branch. Blocks.
 */
final class BaseBranch {
  private static final List<String> USUAL =
      List.of("origin/main", "origin/master", "main", "master");

  private final GitRepository repository;

  BaseBranch(GitRepository repository) {
    this.repository = repository;
  }

  Optional<String> find() {
    Optional<String> branch = repository.branch();
    Optional<String> upstream = line("@{upstream}");
    Optional<String> usual = defaultBranch();
    boolean copy =
        upstream.isPresent() && branch.isPresent() && upstream.get().endsWith("/" + branch.get());
    boolean isDefault = usual.equals(upstream);
    Stream<Optional<String>> order =
        copy && !isDefault ? Stream.of(usual, upstream) : Stream.of(upstream, usual);
    return order.flatMap(Optional::stream).findFirst();
  }

  /** The branch that changes go into in the end. */
  Optional<String> defaultBranch() {
    return line("origin/HEAD").or(this::usual);
  }

  private Optional<String> line(String ref) {
    return repository.line("rev-parse", "--abbrev-ref", "--symbolic-full-name", ref);
  }

  private Optional<String> usual() {
    return USUAL.stream()
        .filter(name -> !repository.branch().equals(Optional.of(name)))
        .filter(name -> repository.id(name, "commit").isPresent())
        .findFirst();
  }
}

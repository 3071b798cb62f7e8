package crossreview.cli.ci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change that a job is about, as its system says it.
 *
 * @param base the commit or branch that it goes into; null for the default branch of the clone
 * @param head its last commit
 * @param alone whether it is the head alone, against its first parent; then there is no base
 * @param branch under which the next job about the same change finds its session; null for none
 * @param fork the request, where its commits come from another repository
 */
record JobChange(
    CiSystem system,
    @Nullable String base,
    String head,
    boolean alone,
    @Nullable String branch,
    @Nullable ForkRequest fork) {

  /**
   * A request to take commits from another repository; anybody can make one.
   *
   * @param name what people call it
   * @param from the other repository
   * @param labels that members of this repository gave it
   */
  record ForkRequest(String name, String from, List<String> labels) {
    ForkRequest {
      labels = List.copyOf(labels);
    }
  }

  /** A change between two commits. */
  static JobChange between(
      CiSystem system, @Nullable String base, String head, @Nullable String branch) {
    return new JobChange(system, base, head, false, branch, null);
  }

  /** What one commit changed. */
  static JobChange commit(CiSystem system, String head, @Nullable String branch) {
    return new JobChange(system, null, head, true, branch, null);
  }

  JobChange from(@Nullable ForkRequest request) {
    return new JobChange(system, base, head, alone, branch, request);
  }

  /** With what the command line says instead. */
  JobChange over(@Nullable String otherBase, @Nullable String otherHead) {
    return new JobChange(
        system,
        otherBase == null ? base : otherBase,
        otherHead == null ? head : otherHead,
        alone && otherBase == null,
        branch,
        fork);
  }
}

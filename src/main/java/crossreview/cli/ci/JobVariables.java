package crossreview.cli.ci;

import crossreview.cli.CliException;
import crossreview.model.CliProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of a job. An empty one is one that is not set. Pure. */
record JobVariables(Map<String, String> map) {
  private static final String ZEROS = "0+";

  boolean has(String name) {
    return get(name).isPresent();
  }

  boolean is(String name, String value) {
    return value.equals(map.get(name));
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(map.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * @throws CliException {@code no_ci_job} with the name
   */
  String need(CiSystem system, String name) {
    return get(name)
        .orElseThrow(() ->
            new CliException(
                CliProblem.NO_CI_JOB,
                "this job of " + system.title() + " has no " + name + "; give --base and --head"));
  }

  /** A commit; systems write zeros for none. */
  Optional<String> commit(String name) {
    return get(name).filter(value -> !value.matches(ZEROS));
  }

  /** A list that is written with commas. */
  List<String> list(String name) {
    return get(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}

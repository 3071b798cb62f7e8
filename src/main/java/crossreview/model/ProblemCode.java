package crossreview.model;

import crossreview.model.Problem.RequestFault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of everything that crossreview refuses with. The HTTP status, the exit code of the
 * command line, the answers between hosts and {@code docs/problems.md} follow from it; a new code
 * is one constant of the enum of its subject. A code never changes its meaning.
 */
public sealed interface ProblemCode
    permits AccessProblem,
        AnswerProblem,
        CliProblem,
        ClusterProblem,
        ForgeProblem,
        RequestProblem,
        ReviewProblem,
        SessionProblem,
        StorageProblem,
        WebhookProblem {

  /** The constant's Java name; implemented by the enum itself. */
  String name();

  /** What follows from the code. */
  ProblemTraits traits();

  /** The spelling in answers, logs and documents: lower case with underscores. */
  default String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A refusal with this code.
   *
   * @param message one sentence: what happened, with which value, and what was expected
   */
  default Problem problem(String message) {
    return new Problem(this, message, List.of());
  }

  /** A refusal of a request, with each of its faults. */
  default Problem problem(String message, List<RequestFault> faults) {
    return new Problem(this, message, faults);
  }

  /** The same as {@link #problem(String)}, to be thrown. */
  default ProblemException exception(String message) {
    return new ProblemException(problem(message));
  }

  /** A refusal of a request, to be thrown, with each of its faults. */
  default ProblemException exception(String message, List<RequestFault> faults) {
    return new ProblemException(problem(message, faults));
  }

  /** Every code, in the order of the documents. */
  static List<ProblemCode> all() {
    return Catalog.ALL;
  }

  /** The code with this spelling; empty for one of another version. */
  static Optional<ProblemCode> find(String code) {
    return Optional.ofNullable(Catalog.BY_CODE.get(code));
  }

  /** The constants of all enums, read once. */
  final class Catalog {
    private static final List<ProblemCode> ALL =
        Stream.<ProblemCode[]>of(
                RequestProblem.values(),
                AccessProblem.values(),
                SessionProblem.values(),
                ReviewProblem.values(),
                AnswerProblem.values(),
                StorageProblem.values(),
                ClusterProblem.values(),
                ForgeProblem.values(),
                WebhookProblem.values(),
                CliProblem.values())
            .flatMap(Stream::of)
            .toList();
    private static final Map<String, ProblemCode> BY_CODE =
        ALL.stream().collect(Collectors.toUnmodifiableMap(ProblemCode::code, Function.identity()));

    private Catalog() {}
  }
}

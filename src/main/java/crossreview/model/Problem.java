package crossreview.model;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A refusal: what happened, with which value, and what was expected.
 *
 * @param type its row of the table of codes
 * @param message one sentence for people
 * @param faults what is wrong with the request, where; empty for other refusals
 */
public record Problem(ProblemCode type, String message, List<RequestFault> faults) {
  public Problem {
    faults = ValueChecks.list(faults);
  }

  /** One fault of a request: where, and what was expected. */
  public record RequestFault(String path, String message) {}

  /** Lower case with underscores; never changes its meaning. */
  public String code() {
    return type.code();
  }

  public ProblemKind kind() {
    return type.traits().kind();
  }

  /** The same refusal, which says a little more. */
  public Problem adding(String more) {
    return new Problem(type, message + more, faults);
  }

  /** The same refusal with each of its texts passed through a function, such as a redaction. */
  public Problem reworded(UnaryOperator<String> words) {
    List<RequestFault> same =
        faults.stream()
            .map(fault -> new RequestFault(words.apply(fault.path()), words.apply(fault.message())))
            .toList();
    return new Problem(type, words.apply(message), same);
  }

  public static Problem noSession(String id) {
    return SessionProblem.SESSION_NOT_FOUND.problem(
        "there is no session with the id \"" + ValueChecks.cut(id, 80) + "\"");
  }
}

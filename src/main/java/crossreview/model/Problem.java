package crossreview.model;

import java.util.List;

/**
 * A refusal: what happened, with which value, and what was expected. Each has a stable code; each
 * door translates it once, by an exhaustive switch.
 */
public sealed interface Problem {
  /** Lower case with underscores; never changes its meaning. */
  String code();

  /** One sentence for people. */
  String message();

  /** There is no such thing, or the caller may not know of it. */
  record NotFound(String code, String message) implements Problem {}

  /** Known, but not for this caller. */
  record NotAllowed(String code, String message) implements Problem {}

  /** It contradicts what is there. */
  record Conflict(String code, String message) implements Problem {}

  /** The request itself is wrong. */
  record Invalid(String code, String message, List<Fault> faults) implements Problem {
    public Invalid {
      faults = Checks.list(faults);
    }
  }

  /** A limit is reached. */
  record Exhausted(String code, String message) implements Problem {}

  /** Not now; trying later can help. */
  record Unavailable(String code, String message, int retryAfterSeconds) implements Problem {}

  /** Stored data is not what was written; the thing is read-only. */
  record Damaged(String code, String message) implements Problem {}

  /** One fault of a request: where, and what was expected. */
  record Fault(String path, String message) {}

  /** The same refusal, which says a little more. */
  default Problem adding(String more) {
    String all = message() + more;
    return switch (this) {
      case NotFound p -> new NotFound(p.code(), all);
      case NotAllowed p -> new NotAllowed(p.code(), all);
      case Conflict p -> new Conflict(p.code(), all);
      case Invalid p -> new Invalid(p.code(), all, p.faults());
      case Exhausted p -> new Exhausted(p.code(), all);
      case Unavailable p -> new Unavailable(p.code(), all, p.retryAfterSeconds());
      case Damaged p -> new Damaged(p.code(), all);
    };
  }

  static Problem noSession(String id) {
    return new NotFound(
        "session_not_found", "no session has the id \"" + Checks.cut(id, 80) + "\"");
  }

  static Problem notFound(String code, String message) {
    return new NotFound(code, message);
  }

  static Problem notAllowed(String code, String message) {
    return new NotAllowed(code, message);
  }

  static Problem conflict(String code, String message) {
    return new Conflict(code, message);
  }

  static Problem invalid(String code, String message) {
    return new Invalid(code, message, List.of());
  }

  static Problem invalid(String code, String message, List<Fault> faults) {
    return new Invalid(code, message, faults);
  }

  static Problem exhausted(String code, String message) {
    return new Exhausted(code, message);
  }

  static Problem unavailable(String code, String message) {
    return new Unavailable(code, message, 1);
  }

  static Problem damaged(String code, String message) {
    return new Damaged(code, message);
  }
}

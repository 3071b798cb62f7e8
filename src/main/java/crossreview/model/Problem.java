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
  record PermissionDenied(String code, String message) implements Problem {}

  /** It contradicts what is there. */
  record Conflict(String code, String message) implements Problem {}

  /** The request itself is wrong. */
  record InvalidRequest(String code, String message, List<RequestFault> faults) implements Problem {
    public InvalidRequest {
      faults = ValueChecks.list(faults);
    }
  }

  /** A limit is reached. */
  record LimitExceeded(String code, String message) implements Problem {}

  /** Not now; trying later can help. */
  record TemporaryFailure(String code, String message, int retryAfterSeconds) implements Problem {}

  /** Stored data is not what was written; the thing is read-only. */
  record DataCorruption(String code, String message) implements Problem {}

  /** One fault of a request: where, and what was expected. */
  record RequestFault(String path, String message) {}

  /** The same refusal, which says a little more. */
  default Problem adding(String more) {
    String all = message() + more;
    return switch (this) {
      case NotFound p -> new NotFound(p.code(), all);
      case PermissionDenied p -> new PermissionDenied(p.code(), all);
      case Conflict p -> new Conflict(p.code(), all);
      case InvalidRequest p -> new InvalidRequest(p.code(), all, p.faults());
      case LimitExceeded p -> new LimitExceeded(p.code(), all);
      case TemporaryFailure p -> new TemporaryFailure(p.code(), all, p.retryAfterSeconds());
      case DataCorruption p -> new DataCorruption(p.code(), all);
    };
  }

  static Problem noSession(String id) {
    return new NotFound(
        "session_not_found", "no session has the id \"" + ValueChecks.cut(id, 80) + "\"");
  }

  static Problem notFound(String code, String message) {
    return new NotFound(code, message);
  }

  static Problem notAllowed(String code, String message) {
    return new PermissionDenied(code, message);
  }

  static Problem conflict(String code, String message) {
    return new Conflict(code, message);
  }

  static Problem invalid(String code, String message) {
    return new InvalidRequest(code, message, List.of());
  }

  static Problem invalid(String code, String message, List<RequestFault> faults) {
    return new InvalidRequest(code, message, faults);
  }

  static Problem exhausted(String code, String message) {
    return new LimitExceeded(code, message);
  }

  static Problem unavailable(String code, String message) {
    return new TemporaryFailure(code, message, 1);
  }

  static Problem damaged(String code, String message) {
    return new DataCorruption(code, message);
  }
}

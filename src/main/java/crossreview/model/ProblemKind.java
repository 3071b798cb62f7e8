package crossreview.model;

/** The sorts of refusals, with the HTTP status and the exit code that most of their codes have. */
public enum ProblemKind {
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND(404, 2),
  /** Known, but not for this caller. */
  PERMISSION_DENIED(403, 4),
  /** It contradicts what is there. */
  CONFLICT(409, 2),
  /** The request itself is wrong. */
  INVALID_REQUEST(400, 2),
  /** A limit is reached. */
  LIMIT_EXCEEDED(429, 3),
  /** Not now. */
  TEMPORARY_FAILURE(503, 5),
  /** Stored data is not what was written; it is read-only. */
  DATA_CORRUPTION(500, 5),
  /** A bug. */
  INTERNAL_ERROR(500, 5);

  private final int status;
  private final int exitCode;

  ProblemKind(int status, int exitCode) {
    this.status = status;
    this.exitCode = exitCode;
  }

  int status() {
    return status;
  }

  public int exitCode() {
    return exitCode;
  }
}

package crossreview.model;

/**
 * What a problem code stands for, and what follows from it everywhere.
 *
 * @param kind what sort of refusal it is
 * @param status the HTTP status
 * @param exitCode what the command line exits with
 * @param retryAfterSeconds after how long the same request can succeed without any change; 0 where
 *     it cannot
 * @param mayBeDone whether the command may have been done although it was refused
 * @param meaning one sentence: what was refused
 * @param advice one sentence: what the reader should do
 */
public record ProblemTraits(
    ProblemKind kind,
    int status,
    int exitCode,
    int retryAfterSeconds,
    boolean mayBeDone,
    String meaning,
    String advice) {

  private static ProblemTraits of(ProblemKind kind, int retry, String meaning, String advice) {
    return new ProblemTraits(kind, kind.status(), kind.exitCode(), retry, false, meaning, advice);
  }

  static ProblemTraits missing(String meaning, String advice) {
    return of(ProblemKind.NOT_FOUND, 0, meaning, advice);
  }

  static ProblemTraits denied(String meaning, String advice) {
    return of(ProblemKind.PERMISSION_DENIED, 0, meaning, advice);
  }

  static ProblemTraits conflict(String meaning, String advice) {
    return of(ProblemKind.CONFLICT, 0, meaning, advice);
  }

  static ProblemTraits invalid(String meaning, String advice) {
    return of(ProblemKind.INVALID_REQUEST, 0, meaning, advice);
  }

  static ProblemTraits limit(String meaning, String advice) {
    return of(ProblemKind.LIMIT_EXCEEDED, 0, meaning, advice);
  }

  static ProblemTraits unavailable(String meaning, String advice) {
    return of(ProblemKind.TEMPORARY_FAILURE, 1, meaning, advice);
  }

  static ProblemTraits damaged(String meaning, String advice) {
    return of(ProblemKind.DATA_CORRUPTION, 0, meaning, advice);
  }

  static ProblemTraits internal(String meaning, String advice) {
    return of(ProblemKind.INTERNAL_ERROR, 0, meaning, advice);
  }

  /** HTTP has a finer word for this one. */
  ProblemTraits withStatus(int other) {
    return new ProblemTraits(kind, other, exitCode, retryAfterSeconds, mayBeDone, meaning, advice);
  }

  ProblemTraits withExitCode(int other) {
    return new ProblemTraits(kind, status, other, retryAfterSeconds, mayBeDone, meaning, advice);
  }

  ProblemTraits withRetryAfter(int seconds) {
    return new ProblemTraits(kind, status, exitCode, seconds, mayBeDone, meaning, advice);
  }

  /** It was found too late to know whether the command is durable. */
  ProblemTraits withUnknownOutcome() {
    return new ProblemTraits(kind, status, exitCode, retryAfterSeconds, true, meaning, advice);
  }

  /** Whether the same request can succeed later without any change. */
  public boolean retryHelps() {
    return retryAfterSeconds > 0;
  }
}

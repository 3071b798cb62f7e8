package crossreview.cli;

import crossreview.model.ProblemCode;
import crossreview.model.ProblemKind;

/** A command that cannot continue: one line for people, a code for machines, and the exit code. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String code;

  public CliException(ProblemCode code, String message) {
    this(code.traits().exitCode(), code.code(), message);
  }

  private CliException(int exitCode, String code, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
  }

  /**
   * What a daemon refused; a code of another version has the exit code of what most likely it is.
   */
  public static CliException refused(String code, ProblemKind otherwise, String message) {
    int exitCode =
        ProblemCode.find(code).map(known -> known.traits().exitCode()).orElse(otherwise.exitCode());
    return new CliException(exitCode, code, message);
  }

  public int exitCode() {
    return exitCode;
  }

  public String code() {
    return code;
  }
}

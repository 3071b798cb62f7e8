package crossreview.cli;

/** A command that cannot go on: one line for people, a code for machines, and the exit code. */
final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final int USAGE = 2;
  static final int STOPPED = 3;
  static final int NOT_ALLOWED = 4;
  static final int UNREACHABLE = 5;

  private final int exitCode;
  private final String code;

  CliFailure(int exitCode, String code, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
  }

  static CliFailure usage(String code, String message) {
    return new CliFailure(USAGE, code, message);
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }
}

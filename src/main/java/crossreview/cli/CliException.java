package crossreview.cli;

/** A command that cannot go on: one line for people, a code for machines, and the exit code. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  public static final int USAGE = 2;
  public static final int STOPPED = 3;
  public static final int NOT_ALLOWED = 4;
  public static final int UNREACHABLE = 5;

  private final int exitCode;
  private final String code;

  public CliException(int exitCode, String code, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
  }

  public static CliException usage(String code, String message) {
    return new CliException(USAGE, code, message);
  }

  public int exitCode() {
    return exitCode;
  }

  public String code() {
    return code;
  }
}

package crossreview.journal;

import java.nio.file.Path;

/**
 * What was shown once is not what is on disk, or a later version wrote it; the message names file,
 * line and reason.
 */
public final class JournalDamagedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String message;
  private final String file;
  private final long line;
  private final boolean newer;

  /**
   * @param line 1-based in the file, 0 for the file as a whole
   */
  public JournalDamagedException(Path file, long line, String reason) {
    this(file, line, reason, false);
  }

  private JournalDamagedException(Path file, long line, String reason, boolean newer) {
    super(null, null, false, false);
    this.message = file.getFileName() + (line > 0 ? ":" + line : "") + " " + reason;
    this.file = file.getFileName().toString();
    this.line = line;
    this.newer = newer;
  }

  /** The journal is whole, but this version does not understand it. */
  public static JournalDamagedException newer(Path file, String reason) {
    return new JournalDamagedException(file, 0, reason, true);
  }

  @Override
  public String getMessage() {
    return message;
  }

  public String file() {
    return file;
  }

  public long line() {
    return line;
  }

  /** Whether a later version wrote it. */
  public boolean newer() {
    return newer;
  }
}

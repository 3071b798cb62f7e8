package crossreview.journal;

import java.nio.file.Path;

/** What was told once is not what lies on disk; the message names file, line and reason. */
public final class JournalDamaged extends Exception {
  private static final long serialVersionUID = 1L;
  private final String file;
  private final long line;

  /**
   * @param line 1-based in the file, 0 for the file as a whole
   */
  public JournalDamaged(Path file, long line, String reason) {
    super(file.getFileName() + (line > 0 ? ":" + line : "") + " " + reason, null, false, false);
    this.file = file.getFileName().toString();
    this.line = line;
  }

  public String file() {
    return file;
  }

  public long line() {
    return line;
  }
}

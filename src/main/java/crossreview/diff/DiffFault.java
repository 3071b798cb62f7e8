package crossreview.diff;

/**
 * A part of a diff that cannot be read.
 *
 * @param line its 1-based line in the text
 * @param reason a sentence without its end, for people
 * @param file the index of the file that it belongs to, or -1 outside of all files
 */
public record DiffFault(int line, String reason, int file) {
  @Override
  public String toString() {
    return "line " + line + ": " + reason;
  }
}

package crossreview.journal;

/** A line to be written. */
public interface LineSource {
  /** The line's place along the chain, fixed when its command was decided. */
  long seq();

  /**
   * The line without its newline, at most {@link Journal#LINE_MAX} bytes of UTF-8 with the fields
   * seq, epoch, prev and more of the place. Called once, on the journal's thread. An {@link
   * java.io.UncheckedIOException} closes the journal like a failed write of its own.
   */
  byte[] encode(LinePosition place);
}

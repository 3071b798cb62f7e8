package crossreview.peer;

/** Where a peer tells how far it is; transient, never stored, may be dropped. Any thread. */
@FunctionalInterface
public interface ProgressListener {
  /** Words for people, such as "reading 3 of 7 files", and characters received so far. */
  void report(String text, long characters);

  /** The next piece of an answer, which is worth nothing until the answer is whole. */
  default void answerPiece(String piece) {}

  ProgressListener SILENT = (text, characters) -> {};
}

package crossreview.proof;

import crossreview.journal.Journal;

/**
 * Where something is.
 *
 * @param file in the session's folder
 * @param line 1-based, 0 for the file as a whole
 */
record FilePosition(String file, long line) {
  /** The place of the line that is replayed next. */
  FilePosition next(long epoch) {
    String own = Journal.fileName(epoch);
    return own.equals(file) ? new FilePosition(file, line + 1) : new FilePosition(own, 1);
  }
}

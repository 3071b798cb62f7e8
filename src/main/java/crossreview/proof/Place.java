package crossreview.proof;

import crossreview.journal.Journal;

/**
 * Where something lies.
 *
 * @param file in the session's folder
 * @param line 1-based, 0 for the file as a whole
 */
record Place(String file, long line) {
  /** The place of the line that is replayed next. */
  Place next(long epoch) {
    String own = Journal.fileName(epoch);
    return own.equals(file) ? new Place(file, line + 1) : new Place(own, 1);
  }
}

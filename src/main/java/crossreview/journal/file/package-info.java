/**
 * Files of a journal: names, head marks, hashes, and the port through which all of them are
 * touched.
 *
 * <p>{@link crossreview.journal.file.FilePort} lists every file operation that a journal makes, so
 * that tests can let each of them fail; {@link crossreview.journal.file.DiskFiles} is the machine's
 * version. {@link crossreview.journal.file.EpochFiles} names the files of a session, and {@link
 * crossreview.journal.file.HeadMark} is the record of the last line that may be read. Threads:
 * every method of the port blocks, and belongs on journal or disk threads. Absent on purpose: what
 * a line contains, and when something is forced to disk, which {@link crossreview.journal.Journal}
 * decides.
 */
@NullMarked
package crossreview.journal.file;

import org.jspecify.annotations.NullMarked;

/**
 * Copies of a data directory, and data directories made of copies.
 *
 * <p>{@link crossreview.backup.BackupJob} makes a folder that holds one, or brings it up to date;
 * {@link crossreview.backup.BackupArchive} packs such a folder into one file; {@link
 * crossreview.backup.RestoreJob} makes a data directory of either. They read the files of the data
 * directory, beside a daemon or without one, and never write there. Threads: all methods block, and
 * belong on the thread of a command. Absent on purpose: locks of sessions, which a copy of files
 * that only grow does not need.
 *
 * <pre>
 *   backup.json                  what is in it, and whether the last backup came to its end
 *   backup.lock                  held by the backup that runs
 *   data/format.json, data/keys/, data/money/, data/forges/, data/cursors/, data/audit*.ndjson
 *   data/sessions/ID/            lines, heads and blobs; views are made anew by the next start
 * </pre>
 */
@NullMarked
package crossreview.backup;

import org.jspecify.annotations.NullMarked;

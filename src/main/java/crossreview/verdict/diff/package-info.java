/**
 * Diffs and lines as citations and revisions need them.
 *
 * <p>{@link crossreview.verdict.diff.LineTable} gives each row of an artifact the file and line
 * that people call it by, {@link crossreview.verdict.diff.DiffContent} compares two versions of a
 * diff file by file, and {@link crossreview.verdict.diff.LineDifference} counts changed lines.
 * Threads: pure. Absent on purpose: rules about the content of a change, which are in {@code
 * peer.builtin}.
 */
package crossreview.verdict.diff;

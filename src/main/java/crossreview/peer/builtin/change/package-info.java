/**
 * What built-in peers look at: the files of a change or of a plain text, with their lines.
 *
 * <p>{@link crossreview.peer.builtin.change.ChangeSet} is read from the text under review and holds
 * a {@link crossreview.peer.builtin.change.ChangedFile} for each file; {@link
 * crossreview.peer.builtin.change.FileClassifier} and {@link
 * crossreview.peer.builtin.change.FileRole} say which language and which purpose a file has, by its
 * name and its first lines. Threads: everything is pure; results are immutable. Absent on purpose:
 * any opinion about the content.
 */
@NullMarked
package crossreview.peer.builtin.change;

import org.jspecify.annotations.NullMarked;

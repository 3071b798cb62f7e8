/**
 * Unified diffs: their files, hunks and lines.
 *
 * <p>{@link crossreview.diff.DiffParser} reads unified diffs of git, {@code diff -u}, Subversion
 * and Mercurial without loss, and names each part that it cannot read; {@link
 * crossreview.diff.UnifiedDiff} is what it read. The package {@code diff.text} decides what a text
 * is. Threads: everything is pure; results are immutable. Absent on purpose: applying a diff, and
 * any opinion about its content.
 */
@NullMarked
package crossreview.diff;

import org.jspecify.annotations.NullMarked;

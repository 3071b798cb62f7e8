/**
 * Diffs: what a text is, which files and hunks it has, and where each of its lines belongs.
 *
 * <p>{@link crossreview.diff.TextAnalysis} answers what a text is, from the whole text; {@link
 * crossreview.diff.DiffParser} reads unified diffs of git, {@code diff -u}, Subversion and
 * Mercurial without loss, and names each part that it cannot read; {@link
 * crossreview.diff.LineTable} gives every line the file and number that people use; {@link
 * crossreview.diff.TextDecoder} turns bytes into text. The command line, the built-in rules,
 * citations and revisions all use these, so they never disagree. Threads: everything is pure;
 * results are immutable. Absent on purpose: applying a diff, and any opinion about its content.
 */
@NullMarked
package crossreview.diff;

import org.jspecify.annotations.NullMarked;

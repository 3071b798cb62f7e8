/**
 * What of a change each peer is shown: its hunks, what is excluded from it and why, excerpts, and
 * its division into sections that fit into a window.
 *
 * <p>{@link crossreview.coverage.ArtifactScope} says which parts a text has and which of them are
 * excluded or missing; {@link crossreview.coverage.DiffSplit} divides the others; {@link
 * crossreview.coverage.DiffExcerpt} is the text of a section; {@link
 * crossreview.coverage.HunkIdentity} recognises a hunk in another version of a change. Threads:
 * everything is pure and immutable. Absent on purpose: who is asked, what was answered, and any
 * opinion about a hunk.
 */
@NullMarked
package crossreview.coverage;

import org.jspecify.annotations.NullMarked;

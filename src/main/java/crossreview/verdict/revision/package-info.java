/**
 * Reading an author's or a rotator's answer as a new version of the whole text.
 *
 * <p>{@link crossreview.verdict.revision.RevisionReader} and {@link
 * crossreview.verdict.revision.RotationReader} are the entries; both are total and return a usable
 * draft, or the reason why there is none. {@link crossreview.verdict.revision.DiffStat} says how
 * many lines of which file changed. Threads: pure. Absent on purpose: applying a patch: an author
 * returns the whole text.
 */
@NullMarked
package crossreview.verdict.revision;

import org.jspecify.annotations.NullMarked;

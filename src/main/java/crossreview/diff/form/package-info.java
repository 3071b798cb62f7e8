/**
 * Forms in which people and programs hand over a change that is not a unified diff, and texts that
 * only say what changed.
 *
 * <p>{@link crossreview.diff.form.ForeignDiff}, {@link crossreview.diff.form.DisguisedDiff}, {@link
 * crossreview.diff.form.EncodedDiff} and {@link crossreview.diff.form.BareChange} name a change
 * where it begins and say what to submit instead; {@link crossreview.diff.form.OutsideDiff} does so
 * beside a diff that can be read; {@link crossreview.diff.form.ChangeSummary} tells lists of
 * changes from words. Threads: everything is pure, and time is linear in the text. Absent on
 * purpose: reading such a form, since a guess at what it changes would be reviewed as if it were
 * the change.
 */
@NullMarked
package crossreview.diff.form;

import org.jspecify.annotations.NullMarked;

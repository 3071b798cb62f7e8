/**
 * What a caller states as finished or as true now, and whether something attached shows it.
 *
 * <p>Enter at {@link crossreview.claim.ClaimCheck}. {@link crossreview.claim.ProseReader} divides a
 * text into sentences and leaves out code, quotations and plans; {@link
 * crossreview.claim.StatementMood} tells an assertion from a plan, a negation, a condition and what
 * others say; {@link crossreview.claim.ClaimPhrases} lists how people state each kind of claim;
 * {@link crossreview.claim.ProofRecord} is a piece of evidence as far as it shows something.
 * Threads: everything is pure, and its time is linear in the texts. Absent on purpose: any opinion
 * whether a claim is true, and regular expressions. A claim that is overlooked costs nothing, for
 * peers judge the texts themselves; so where a sentence can be read in two ways, it is no claim.
 */
@NullMarked
package crossreview.claim;

import org.jspecify.annotations.NullMarked;

/**
 * From an answer in free text to a vote or a ruling that can be trusted.
 *
 * <p>{@link crossreview.verdict.VerdictReader} is the entry for votes and {@link
 * crossreview.verdict.RulingReader} for judges; both are total: every text gives a typed result.
 * Reading is generous about the form and strict about the meaning, and what was tolerated is
 * remarked. Citations are resolved against the artifact; those that are not found are asked for
 * once more, and never change the vote. Threads: everything is pure and immutable. Absent on
 * purpose: counting votes, moving findings, regular expressions, and any guess at what a peer may
 * have meant.
 */
@NullMarked
package crossreview.verdict;

import org.jspecify.annotations.NullMarked;

/**
 * From an answer in free text to a vote or a revision that can be trusted.
 *
 * <p>{@link crossreview.verdict.contract.VerdictContract} describes a verdict once; the schema, the
 * words in the prompt and the checks are made from it. {@link crossreview.verdict.VerdictReader} is
 * the entry for votes, {@link crossreview.verdict.revision.RevisionReader} for revised texts; both
 * are total: every text gives a typed result. Reading is generous about the form and strict about
 * the meaning, and what was tolerated is remarked. Threads: everything is pure and immutable.
 * Absent on purpose: counting votes, moving findings, regular expressions, and any guess at what a
 * peer may have meant.
 */
package crossreview.verdict;

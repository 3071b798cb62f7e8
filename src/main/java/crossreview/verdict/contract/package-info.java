/**
 * The form of a verdict, described once.
 *
 * <p>{@link crossreview.verdict.contract.VerdictContract} is the entry; the JSON Schema for
 * providers, the words in the prompt and the checks of an answer are made from it, so they cannot
 * disagree. {@link crossreview.verdict.contract.ContractShape} is the description's sealed type.
 * Threads: immutable. Absent on purpose: reading an answer.
 */
@NullMarked
package crossreview.verdict.contract;

import org.jspecify.annotations.NullMarked;

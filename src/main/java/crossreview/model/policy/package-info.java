/**
 * Policies and limits: the conditions under which a session is decided.
 *
 * <p>{@link crossreview.model.policy.PolicyRef} is a policy with its digest, so that a journal
 * shows the rules that were in force; {@link crossreview.model.policy.PolicyRules} and {@link
 * crossreview.model.policy.JudgePlan} are its content, and {@link
 * crossreview.model.policy.ReviewLimits} bounds rounds, voters, time and money. All of them are
 * stored with the session, so a decision needs nothing but the journal. Threads: immutable values.
 * Absent on purpose: the decisions, which are in {@code session}.
 */
@NullMarked
package crossreview.model.policy;

import org.jspecify.annotations.NullMarked;

/**
 * The built-in rules: what each of them finds in a change.
 *
 * <p>A {@link crossreview.peer.builtin.rule.ReviewRule} reads a change set and reports each {@link
 * crossreview.peer.builtin.rule.RuleViolation} to a {@link
 * crossreview.peer.builtin.rule.ViolationCollector}. There is one class for each rule, and one for
 * each idea that a rule looks for. Threads: everything is pure. Absent on purpose: the vote, which
 * is derived from the violations in the package above, and settings of rules.
 */
@NullMarked
package crossreview.peer.builtin.rule;

import org.jspecify.annotations.NullMarked;

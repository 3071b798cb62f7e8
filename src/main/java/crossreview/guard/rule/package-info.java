/**
 * Secrets by the rules of a file that users bring, in the form of gitleaks and betterleaks.
 *
 * <p>{@link crossreview.guard.rule.RuleFileReader} reads the text of such a file into {@link
 * crossreview.guard.rule.SecretRules} and names each rule that it leaves out; {@link
 * crossreview.guard.rule.RuleFilter} is what a rule says about finds that are none. Threads:
 * everything is immutable and pure; patterns are of RE2, so a scan takes time in proportion to the
 * text. Absent on purpose: the project's own formats, which need no patterns, asking vendors
 * whether a secret is valid, and any file.
 */
@NullMarked
package crossreview.guard.rule;

import org.jspecify.annotations.NullMarked;

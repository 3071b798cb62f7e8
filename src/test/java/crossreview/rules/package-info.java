/**
 * The rules of the code as tests: layers, ambient inputs, style of the source.
 *
 * <p>They keep what no compiler knows: which package may see which, where the clock and the
 * environment enter, how long a method may be. {@code LayersTest} and {@code UsageBansTest} read
 * class files, {@code SourceStyleTest} reads sources. Each rule is shown to fail on a fixture that
 * breaks it, so that it cannot fall silent. Absent on purpose: lists of exceptions; a rule that
 * needs one is changed, with its reason beside it.
 */
package crossreview.rules;

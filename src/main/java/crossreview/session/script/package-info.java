/**
 * What a review does next, decided from the state of its session alone.
 *
 * <p>{@link crossreview.session.script.NextStep} is the entry and the sealed type of all steps;
 * {@link crossreview.session.script.ReviewScript} and {@link
 * crossreview.session.script.RotationScript} are the two orders of steps, and {@link
 * crossreview.session.script.StopRules} ends a run that cannot become unanimous. {@link
 * crossreview.session.script.CallEligibility} and {@link crossreview.session.script.JudgePass} are
 * used by the decider, too, so the script never proposes what the decider refuses. Threads: pure.
 * Absent on purpose: taking the steps, which is in {@code review}.
 */
@NullMarked
package crossreview.session.script;

import org.jspecify.annotations.NullMarked;

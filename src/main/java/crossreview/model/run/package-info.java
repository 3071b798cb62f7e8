/**
 * Values about runs: who takes part, in which mode, and how a run or a session ends.
 *
 * <p>{@link crossreview.model.run.PanelMember} is a peer with its roles on a panel; {@link
 * crossreview.model.run.RunMode} says who may revise; {@link crossreview.model.run.EndReason} and
 * {@link crossreview.model.run.SessionOutcome} are the ends that exist. Threads: immutable values.
 * Absent on purpose: the course of a run, which {@code session} decides and {@code review} carries
 * out.
 */
@NullMarked
package crossreview.model.run;

import org.jspecify.annotations.NullMarked;

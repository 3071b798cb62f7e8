/**
 * The rules of a session: a command and a state become events or a refusal.
 *
 * <p>{@link crossreview.session.decision.Decider} is the entry and hands each command to the class
 * of its subject; {@link crossreview.session.decision.CommandProblems} lists every refusal with its
 * stable code. A refusal has no effect, and an accepted command becomes a unit of events that is
 * stored as a whole. Threads: pure. Absent on purpose: the order in which a review takes its steps,
 * which is in {@code session.script}.
 */
@NullMarked
package crossreview.session.decision;

import org.jspecify.annotations.NullMarked;

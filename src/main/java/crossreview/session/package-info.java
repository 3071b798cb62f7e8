/**
 * The state of a session: an immutable value, folded from events.
 *
 * <p>{@link crossreview.session.Session} is the entry, with its runs, rounds, findings and calls;
 * the reducers apply one event each. The class page of {@link crossreview.session.Session} lists
 * its states and commands, that of {@link crossreview.session.Run} the states of a run. The
 * packages below decide: {@code command} says what may be wanted, {@code decision} answers with
 * events or a refusal, {@code script} names the next step of a run, {@code rule} counts votes,
 * {@code analysis} looks back. Threads: everything is pure and immutable: no Vert.x, files, clock,
 * randomness or environment. Absent on purpose: how a call is made and how a line is written.
 */
@NullMarked
package crossreview.session;

import org.jspecify.annotations.NullMarked;

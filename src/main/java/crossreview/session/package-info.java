/**
 * The law of a review: one session as an immutable state, and everything that is decided about it.
 *
 * <p>{@link crossreview.session.Session} is a fold over events; {@link
 * crossreview.session.decision.Decider} turns a command into events or a refusal; {@link
 * crossreview.session.script.NextStep} says what a running review does next, from the state alone,
 * so that a review continues after a crash by asking again. Everything is pure: no Vert.x, files,
 * clock, randomness or environment. Threads: immutable values. Absent on purpose: how a call is
 * made and how a line is written.
 */
package crossreview.session;

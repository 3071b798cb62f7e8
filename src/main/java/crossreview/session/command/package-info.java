/**
 * The commands of a session: what callers, reviews and maintenance may want from it.
 *
 * <p>{@link crossreview.session.command.SessionCommand} is the sealed root; {@link
 * crossreview.session.command.AnswerMeaning} says what an answer is good for. Names and components
 * of commands are part of the content digests in journals, so they do not change. Threads:
 * immutable values. Absent on purpose: whether a command is allowed, which {@code session.decision}
 * decides.
 */
@NullMarked
package crossreview.session.command;

import org.jspecify.annotations.NullMarked;

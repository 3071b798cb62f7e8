/**
 * Reviews of pull requests: what is read from a forge and what is written there. Pure.
 *
 * <p>Entry: {@link crossreview.forge.PostPlan}, which says what a verdict becomes there, and {@link
 * crossreview.forge.Forge}, the port to one kind of forge. The sub-packages {@code github} and
 * {@code gitlab} are implementations of the port, {@code http} sends their requests, {@code flow}
 * takes a pull request from an event to its posts. Texts of a pull request are data here: none of
 * them is looked at for commands. Absent on purpose: a second way to review; a pull request is an
 * ordinary session.
 */
@NullMarked
package crossreview.forge;

import org.jspecify.annotations.NullMarked;

/**
 * Answers and events as lines for people.
 *
 * <p>{@link crossreview.cli.render.EventRenderer} turns the events of a review into lines, {@link
 * crossreview.cli.render.SessionRenderer} and the tables show what operations answer, and {@link
 * crossreview.cli.render.TerminalScreen} keeps one line up to date below them. Renderers are pure:
 * they take values and return text, so tests compare text. Colour is a second signal; without it
 * nothing is lost. Threads: the caller's. Absent on purpose: requests, and reading the terminal's
 * size or the clock.
 */
@NullMarked
package crossreview.cli.render;

import org.jspecify.annotations.NullMarked;

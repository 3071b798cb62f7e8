/**
 * Whole reviews in one call: open or take a session, submit the text, start a run, and wait for it
 * or not.
 *
 * <p>Entry: {@link crossreview.operation.start.StartOperations}. The calls are composed of the
 * operations that do one step each, so they refuse and repeat in the same way. Threads: the
 * request's context; waiting costs no thread. Absent on purpose: any rule of its own.
 */
@NullMarked
package crossreview.operation.start;

import org.jspecify.annotations.NullMarked;

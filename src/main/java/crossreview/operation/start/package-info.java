/**
 * Whole reviews in one call: open or take a session, hand in, start, and wait for it or not.
 *
 * <p>Made of the operations that do one step each, so that they refuse and repeat alike.
 */
package crossreview.operation.start;

/**
 * The words of the house: immutable values that every other package speaks in.
 *
 * <p>Each value checks itself at birth, so whoever holds one may trust it. Nothing here knows
 * Vert.x, files, clocks, randomness or the environment. Threads: everything is immutable. Absent on
 * purpose: rules about reviews, which live in {@code session}.
 */
package crossreview.model;

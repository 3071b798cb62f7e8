/**
 * The basic values of the project: ids, digests, money, problems.
 *
 * <p>Each value checks itself when it is made, so every value that exists is valid. Values about a
 * subject are in the packages below: calls, events, findings, material, policies, runs, votes.
 * Nothing here or below uses Vert.x, files, clocks, randomness or the environment. Threads:
 * everything is immutable. Absent on purpose: rules about reviews, which are in {@code session},
 * and JSON, which {@code store} and {@code operation} write.
 */
@NullMarked
package crossreview.model;

import org.jspecify.annotations.NullMarked;

/**
 * Operations that learn from stored sessions: recounting under another policy, comparing, and
 * measuring judges and panels.
 *
 * <p>Entry: {@link crossreview.operation.study.StudyOperations}. Nothing here changes a session.
 * Threads: the request's context; sessions are read one after the other on work threads. Absent on
 * purpose: rules, which are in {@code session}.
 */
@NullMarked
package crossreview.operation.study;

import org.jspecify.annotations.NullMarked;

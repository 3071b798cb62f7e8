/**
 * Operations on sessions: create, read, list, follow, close.
 *
 * <p>There is one class for each operation; {@link crossreview.operation.session.SessionOperations}
 * lists them. {@link crossreview.operation.session.SessionJson} writes a session in every answer,
 * so that it looks the same everywhere. Threads: the request's context; what blocks or takes long
 * runs on work threads. Absent on purpose: starting and ending runs.
 */
@NullMarked
package crossreview.operation.session;

import org.jspecify.annotations.NullMarked;

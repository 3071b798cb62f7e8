/**
 * Operations about the daemon itself: what it is, how it is, and cleaning up.
 *
 * <p>Entry: {@link crossreview.operation.admin.AdminOperations}. A caller reads here what it needs
 * before it opens a session (version, panels, peers, limits); an operator reads metrics and the
 * cluster, and removes or closes old sessions. Threads: the request's context; what blocks runs on
 * work threads. Absent on purpose: changing settings other than by their file.
 */
@NullMarked
package crossreview.operation.admin;

import org.jspecify.annotations.NullMarked;

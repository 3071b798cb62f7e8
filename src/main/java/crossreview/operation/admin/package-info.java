/**
 * Operations about the daemon itself.
 *
 * <p>Entry: {@link crossreview.operation.admin.AdminOperations}. What a caller needs to know before
 * opening a session is there: version, panels, peers and limits. Threads: the door's context.
 * Absent on purpose: changing anything about the daemon.
 */
package crossreview.operation.admin;

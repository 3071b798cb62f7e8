/**
 * Operations on sessions: open, hand in, read, list, follow, prove.
 *
 * <p>One file for each operation; {@link crossreview.operation.session.SessionOperations} lists
 * them. {@link crossreview.operation.session.SessionJson} is the one spelling of a session in
 * answers. Threads: the door's context; whatever blocks or takes long goes through {@link
 * crossreview.operation.OperationContext.Work}. Absent on purpose: starting and ending runs.
 */
package crossreview.operation.session;

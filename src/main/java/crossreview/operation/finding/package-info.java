/**
 * Operations on findings: read them.
 *
 * <p>Entry: {@link crossreview.operation.finding.FindingOperations}. Findings are shown with their
 * state, their citations and every move. Threads: the door's context. Absent on purpose: moving a
 * finding from outside.
 */
package crossreview.operation.finding;

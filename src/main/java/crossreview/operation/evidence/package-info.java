/**
 * Operations on evidence: material beside the artifact, with custody.
 *
 * <p>Entry: {@link crossreview.operation.evidence.EvidenceOperations}. Evidence is shown to every
 * peer, whole, from the next round on; who handed it in, when, and its digest stand in the journal.
 * Threads: the door's context; hashing happens on a thread made for it. Absent on purpose: judging
 * whether evidence answers a request, which is the reviewers'.
 */
package crossreview.operation.evidence;

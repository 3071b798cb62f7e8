/**
 * Operations on evidence: material beside the artifact, with its origin, and the checklist of
 * requests for it.
 *
 * <p>Entry: {@link crossreview.operation.evidence.EvidenceOperations}. Evidence is shown to every
 * peer, whole, from the next round on; who submitted it, when, and its digest are in the journal.
 * The checklist shows open requests for evidence and lets judges rule on them. Threads: the
 * request's context; hashing runs on a work thread. Absent on purpose: deciding whether evidence
 * answers a request, which reviewers and judges do.
 */
@NullMarked
package crossreview.operation.evidence;

import org.jspecify.annotations.NullMarked;

/**
 * The operation that shows peers and whether they can be asked.
 *
 * <p>Entry: {@link crossreview.operation.peer.PeerOperations}. An answer of the last minutes is
 * reused unless a new check is asked for, because a check calls providers. Threads: the request's
 * context. Absent on purpose: any check that costs money.
 */
@NullMarked
package crossreview.operation.peer;

import org.jspecify.annotations.NullMarked;

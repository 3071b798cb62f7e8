/**
 * Operations that show what a session has proved: its receipt, its report, its verification.
 *
 * <p>{@link crossreview.operation.proof.ProofOperations} lists them. Threads: the request's
 * context; reading a whole journal runs on work threads. Absent on purpose: how a receipt is made,
 * see {@code proof}.
 */
@NullMarked
package crossreview.operation.proof;

import org.jspecify.annotations.NullMarked;

/**
 * Programs that are run about findings: their exit code confirms one or not.
 *
 * <p>{@link crossreview.peer.prover.ProofDialogue} is the entry: it puts the files as the change
 * leaves them before the program, hands the finding over, and makes an answer of exit code and
 * output. Threads: the dialogue blocks and runs where programs are started. Absent on purpose: what
 * a result means for a vote, and the life of the program.
 */
@NullMarked
package crossreview.peer.prover;

import org.jspecify.annotations.NullMarked;

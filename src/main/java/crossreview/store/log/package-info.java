/**
 * Sessions as durable logs: decide, commit, announce.
 *
 * <p>{@link crossreview.store.log.SessionLog} is the entry, one for each session that this process
 * writes. It decides a command under its lock, hands the unit to the journal, and answers when the
 * unit is durable, verified and published; the same command under the same key is answered again
 * without a second effect. Threads: commands come from any thread; answers complete on the context
 * that asked. Absent on purpose: rules, which are in {@code session}, and repair.
 */
@NullMarked
package crossreview.store.log;

import org.jspecify.annotations.NullMarked;

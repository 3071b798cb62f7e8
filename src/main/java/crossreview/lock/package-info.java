/**
 * The lock across processes: an empty directory {@code .lock} made by mkdir, kept alive by its
 * mtime.
 *
 * <p>It keeps honest programs from working on one session at the same time. {@link
 * crossreview.lock.LockService} acquires with retries by timer; {@link crossreview.lock.HeldLock}
 * verifies and releases; {@link crossreview.lock.LockHeartbeatVerticle} touches what is held. The
 * protocol is that of the npm package proper-lockfile: mkdir acquires, an mtime older than the
 * stale time may be taken over, and nothing is ever put inside. The mtime's digits below the
 * millisecond are our token; {@code holder.json} beside the lock says who we are, so that a holder
 * that is provably dead is followed at once. Acquiring and releasing run on disk threads, verifying
 * on the thread that asks, beating on four threads of its own. Absent on purpose: any claim that
 * this is safe by itself; the journal's fence makes late owners harmless.
 */
@NullMarked
package crossreview.lock;

import org.jspecify.annotations.NullMarked;

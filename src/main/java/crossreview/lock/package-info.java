/**
 * The lock across processes: an empty directory {@code .lock} made by mkdir, kept alive by its mtime.
 *
 * <p>{@link crossreview.lock.FolderLock} acquires with retries by timer; {@link
 * crossreview.lock.HeldLock} verifies and releases; {@link crossreview.lock.LockHeartbeatVerticle}
 * touches what is held. The protocol is that of the npm package proper-lockfile: mkdir acquires, a
 * mtime older than the stale time may be taken over, and nothing is ever put inside. The
 * sub-millisecond digits of the mtime are our token; {@code holder.json} beside the lock says who we
 * are. Threads: acquiring and releasing run on disk threads, verifying on the thread that asks. Absent
 * on purpose: any claim that this is safe by itself; the journal's fence makes late owners harmless.
 */
package crossreview.lock;

/**
 * Several hosts on one data directory: who is there, who writes which session, what is new.
 *
 * <p>Entry: {@link crossreview.cluster.Cluster}. Threads: Hazelcast's calls may block for seconds,
 * so all of them are made on the package's own threads; everything public may be called from any
 * thread and does not block, but for {@code join} and {@code close}. Absent on purpose: Hazelcast's
 * own locks, which admit two holders after a split, and anything that the safety of a journal rests
 * on. This is the only package that knows Hazelcast, and the only one that is not loaded when
 * {@code cluster.enabled} is false.
 */
package crossreview.cluster;

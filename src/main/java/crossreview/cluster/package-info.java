/**
 * Several hosts on one data directory: who is there, who writes which session, what is new.
 *
 * <p>Entry: {@link crossreview.cluster.Cluster}. Hosts announce themselves, claim sessions and send
 * each other hints through Hazelcast, so that requests reach the right host quickly. Threads: calls
 * to Hazelcast may block for seconds, so all of them are made on threads of this package;
 * everything public may be called from any thread and does not block, except {@code join} and
 * {@code close}. This is the only package that uses Hazelcast, and it is not loaded when {@code
 * cluster.enabled} is false. Absent on purpose: locks of Hazelcast, which admit two holders after a
 * network split, and anything that the safety of a journal depends on.
 */
@NullMarked
package crossreview.cluster;

import org.jspecify.annotations.NullMarked;

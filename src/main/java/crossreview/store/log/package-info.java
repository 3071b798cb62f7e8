/**
 * Sessions as durable logs: decide, commit, tell.
 *
 * <p>{@link crossreview.store.registry.SessionRegistry} is the registry: at most one {@link
 * crossreview.store.log.SessionLog} a session in this process. A log decides a command under its
 * own lock, hands the unit to the journal, and answers when the unit is durable, verified and
 * published. {@link crossreview.store.codec.EventCodec} turns events into lines and back; {@link
 * crossreview.store.disk.BlobStore} holds what is too long for a line. Threads: commands come from
 * anywhere; answers complete on the context that asked. Absent on purpose: rules, which are the
 * law's, and repair.
 */
package crossreview.store.log;

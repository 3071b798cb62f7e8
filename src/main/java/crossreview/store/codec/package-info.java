/**
 * Events and commands as JSON, and back.
 *
 * <p>{@link crossreview.store.codec.EventCodec} turns events into trees and lines into events;
 * {@link crossreview.store.codec.RecordCodec} does it for any record by its components, so an event
 * needs no code of its own. {@link crossreview.store.codec.CommandRedactor} takes secrets out of
 * every text of a command before it is decided, which is the only place that has to. {@link
 * crossreview.store.codec.SessionReplay} folds stored lines into a session. Threads: stateless,
 * except a replay, which belongs to one thread. Absent on purpose: files.
 */
@NullMarked
package crossreview.store.codec;

import org.jspecify.annotations.NullMarked;

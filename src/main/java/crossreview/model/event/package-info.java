/**
 * The events of a journal: one record for each event type, grouped by subject.
 *
 * <p>{@link crossreview.model.event.SessionEvent} is the sealed root. A record's components are the
 * fields of the payload in snake case, null where a field is optional and absent; {@link
 * crossreview.model.event.EventCatalog} knows each type's name. Records are named by what happened,
 * and their names and components are part of the journal's format. Notes change no state. Threads:
 * immutable values. Absent on purpose: encoding, which is in {@code store}.
 */
@NullMarked
package crossreview.model.event;

import org.jspecify.annotations.NullMarked;

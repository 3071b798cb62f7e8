/**
 * The journal's words: one record for each event type, grouped by what they are about.
 *
 * <p>{@link crossreview.model.event.SessionEvent} is the sealed root; a record's components are the
 * payload's fields in snake case, null where a field is optional and absent, and {@link
 * crossreview.model.event.EventCatalog} knows each type's name. Notes drive no state. Threads:
 * immutable values. Absent on purpose: encoding, which lives in {@code store}.
 */
package crossreview.model.event;

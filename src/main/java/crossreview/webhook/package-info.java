/**
 * Webhooks that the daemon calls: events of sessions, sent to addresses that an operator names, as
 * Standard Webhooks has it.
 *
 * <p>{@link crossreview.webhook.WebhookService} is the entry: one target, one virtual thread, one
 * folder with its lock, so that of several hosts one delivers. What was delivered is a position in
 * the feed and a short list of events that are to be sent, in one durable file; the events
 * themselves stay in the journals. An event is sent at least once, under an id that never changes.
 * A target that is slow or fails holds up itself only. Absent on purpose: queues of bodies, and
 * answers of receivers as anything but a status.
 */
@NullMarked
package crossreview.webhook;

import org.jspecify.annotations.NullMarked;

/**
 * The dialect of the Messages API.
 *
 * <p>{@link crossreview.peer.provider.messages.MessagesDialect} makes requests and reads messages
 * and their events. Source: the public reference of the Messages API. Pure. Absent on purpose:
 * tools.
 */
@NullMarked
package crossreview.peer.provider.messages;

import org.jspecify.annotations.NullMarked;

/**
 * The dialect of the Messages API.
 *
 * <p>{@link crossreview.peer.provider.messages.MessagesDialect} makes requests and reads messages
 * and their events. Source: the public reference of the Messages API. Pure. Absent on purpose:
 * tools.
 */
package crossreview.peer.provider.messages;

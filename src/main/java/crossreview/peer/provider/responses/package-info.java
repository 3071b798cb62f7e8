/**
 * The dialect of the Responses API and its look-alikes.
 *
 * <p>{@link crossreview.peer.provider.responses.ResponsesDialect} makes requests and reads
 * responses and their events. Source: the public reference of the Responses API. Pure. Absent on
 * purpose: tools, and what differs between providers.
 */
@NullMarked
package crossreview.peer.provider.responses;

import org.jspecify.annotations.NullMarked;

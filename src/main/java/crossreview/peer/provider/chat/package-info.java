/**
 * The dialect of chat completions, as its many look-alikes speak it.
 *
 * <p>{@link crossreview.peer.provider.chat.ChatDialect} makes requests and reads answers and
 * chunks. Sources: the public reference of chat completions and those of the providers whose
 * profiles use it. Pure. Absent on purpose: what differs between providers, which profiles say.
 */
@NullMarked
package crossreview.peer.provider.chat;

import org.jspecify.annotations.NullMarked;

/**
 * Live and past lines of sessions for their followers: one path, no gap, no duplicate.
 *
 * <p>A consumer is a position per session and nothing else. It reads pages after its position, from
 * memory or from disk, and a hint that there is news only makes it read again. So a slow consumer
 * costs no memory, a lost hint costs only time, and replay needs no switch to live. Entry: {@link
 * crossreview.feed.Feed}, then a {@link crossreview.feed.Follower} for each consumer. Threads:
 * hints come from journal threads and never block them; a follower lives on one Vert.x context.
 * Absent on purpose: queues of lines, and any line that is not durable.
 */
@NullMarked
package crossreview.feed;

import org.jspecify.annotations.NullMarked;

/**
 * The list of all sessions in memory, with search.
 *
 * <p>{@link crossreview.store.index.SessionIndex} is rebuilt from disk at startup and kept current
 * by every commit; {@link crossreview.store.index.ListQuery} and {@link
 * crossreview.store.index.SessionPage} are a question and its answer. {@link
 * crossreview.store.index.SessionView} is what may be said about one session now. Threads: the
 * index is safe for any thread. Absent on purpose: reading a session's lines.
 */
@NullMarked
package crossreview.store.index;

import org.jspecify.annotations.NullMarked;

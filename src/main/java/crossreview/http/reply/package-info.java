/**
 * Answers to HTTP requests.
 *
 * <p>{@link crossreview.http.reply.HttpReply} is a whole answer with status, headers and body;
 * {@link crossreview.http.reply.ProblemReply} is the one translation of problems into HTTP (RFC
 * 9457), so that the same problem has the same status on every route. Threads: pure and immutable.
 * Absent on purpose: writing to a connection.
 */
@NullMarked
package crossreview.http.reply;

import org.jspecify.annotations.NullMarked;

/**
 * What happens to a request before its operation: identity, limits and input.
 *
 * <p>{@link crossreview.http.request.RequestFilter} is the entry: it names the request, checks host
 * and origin, and asks {@link crossreview.access.TokenRegistry} who calls; {@link
 * crossreview.http.request.RateLimitFilter} refuses too many requests or failures. {@link
 * crossreview.http.request.BodyReader} reads a body within a size and a time, and {@link
 * crossreview.http.request.InputReader} makes one input of path, query and body. {@link
 * crossreview.http.request.HttpExchange} is the request and its answer. Threads: the event loop of
 * the connection. Absent on purpose: routes, and checks that the schema of an operation makes.
 */
@NullMarked
package crossreview.http.request;

import org.jspecify.annotations.NullMarked;

/**
 * The Model Context Protocol, made from the catalogue of operations; the transport is outside.
 *
 * <p>{@link crossreview.mcp.McpServer} is the entry: it answers one message at a time, in the
 * stateless revision and in the two session-based ones before it, chosen by each request. Every
 * operation that a caller may use is a tool; sessions, prompts, resources, tasks and subscriptions
 * are features beside it. Clients of older revisions have a session with a bounded replay buffer
 * ({@link crossreview.mcp.McpSession}, {@link crossreview.mcp.ReplayBuffer}), so that a broken
 * stream can be continued. {@link crossreview.mcp.LegacySseEndpoint} puts the two-address transport
 * of the first revision in front. Threads: handlers run on the context of the request; an answer's
 * stream is synchronized by its {@link crossreview.mcp.ResponseWriter}. Absent on purpose: HTTP,
 * which {@code daemon} connects, and any state that a message of the stateless revision would
 * depend on.
 */
@NullMarked
package crossreview.mcp;

import org.jspecify.annotations.NullMarked;

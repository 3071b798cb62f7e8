/**
 * The connection of {@code crossreview mcp}: an agent's stdin and stdout on one side, the daemon's
 * MCP endpoint on the other.
 *
 * <p>{@link crossreview.cli.bridge.McpBridge} is the entry: it forwards one message per line in
 * both directions. Messages may overtake each other, because JSON-RPC matches answers by id.
 * Threads: one reads stdin, each message has a virtual thread, and stdout gets one whole line at a
 * time. Absent on purpose: any knowledge of tools, and any message that is understood rather than
 * forwarded.
 */
@NullMarked
package crossreview.cli.bridge;

import org.jspecify.annotations.NullMarked;

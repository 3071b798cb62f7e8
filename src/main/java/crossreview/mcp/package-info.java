/**
 * The door for agents: the Model Context Protocol over Streamable HTTP, made from the catalogue.
 *
 * <p>{@link crossreview.mcp.McpServer} answers one message at a time, in the stateless revision and
 * in the two before it, chosen by each request; every operation that its caller may use is a tool.
 * Entry: the HTTP door hands messages in. Threads: those of the catalogue. Absent on purpose:
 * sessions, streams and anything that a message would have to remember; what lasts has an id of its
 * own.
 */
package crossreview.mcp;

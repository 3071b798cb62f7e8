/**
 * What can be asked of the daemon: one catalogue from which HTTP routes, MCP tools and their
 * descriptions are made.
 *
 * <p>An {@link crossreview.operation.Operation} has a name, a meaning, schemas of input and output,
 * a required role, hints, an HTTP route and a handler. {@link
 * crossreview.operation.OperationCatalog} is the entry: it checks role and input before a handler
 * sees anything, finds the host that writes the session, and writes an audit line for each change
 * and each denied attempt. Threads: handlers run on the Vert.x context of the request and never
 * block it. Absent on purpose: rules about reviews, and any part of HTTP or MCP except a route.
 */
@NullMarked
package crossreview.operation;

import org.jspecify.annotations.NullMarked;

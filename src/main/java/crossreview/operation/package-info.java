/**
 * What can be asked of the daemon: one catalogue from which every door is made.
 *
 * <p>An {@link crossreview.operation.Operation} says its name, meaning, input and output schema,
 * role, hints, HTTP route and handler; doors translate to and from it and know none by name. Entry:
 * {@link crossreview.operation.OperationCatalog#invoke}, which checks role and input before a
 * handler sees anything. Threads: handlers run on the Vert.x context of the door and never block
 * it. Absent on purpose: rules about reviews, and any word of HTTP or MCP besides a route.
 */
package crossreview.operation;

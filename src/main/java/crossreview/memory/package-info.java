/**
 * One accounted budget for the heap that callers can make the daemon use.
 *
 * <p>Whatever a caller, a peer or a stored artifact can make large is reserved here before it is
 * held: request bodies while they arrive and while they are parsed, and the texts of a running
 * review. {@link crossreview.memory.MemoryBudget} is the entry; a reservation is closed when the
 * bytes are garbage. Any thread may reserve and close. Nothing here measures the real heap: the
 * budget counts what was announced times a factor that was measured, which is why it is a part of
 * the heap and not all of it. Small constant costs of a request are not counted.
 */
@NullMarked
package crossreview.memory;

import org.jspecify.annotations.NullMarked;

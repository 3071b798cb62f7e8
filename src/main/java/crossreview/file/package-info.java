/**
 * Durable files: the one place that writes whole files, makes them private, replaces them, makes
 * names durable, removes trees, and tells disk errors apart.
 *
 * <p>Enter at {@link crossreview.file.DurableFiles} for the operations and at {@link
 * crossreview.file.StorageProblems} for what a failed one is called. Everything here blocks and
 * belongs on disk threads; nothing has state. The journal has a port of its own, so that tests can
 * let each of its operations fail, and replacing without blocking is in the store; both build on
 * this. Deliberately absent: reading, and retries.
 */
@NullMarked
package crossreview.file;

import org.jspecify.annotations.NullMarked;

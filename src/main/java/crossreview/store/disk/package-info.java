/**
 * The data directory: its folders, whole-file writes, blobs, and whether it can be written.
 *
 * <p>{@link crossreview.store.disk.DataDir} is the entry; {@link
 * crossreview.store.disk.AtomicWriter} replaces a file as a whole, {@link
 * crossreview.store.disk.BlobStore} keeps texts by their digest, and {@link
 * crossreview.store.disk.DirectorySync} makes new names durable. {@link
 * crossreview.store.disk.StorageHealth} stops writing after a failure until a probe succeeds.
 * Threads: methods block and belong on {@link crossreview.store.disk.DiskThreads}, unless they
 * return a future. Absent on purpose: journals, which have stricter rules and a package to
 * themselves.
 */
@NullMarked
package crossreview.store.disk;

import org.jspecify.annotations.NullMarked;

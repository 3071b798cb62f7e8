/**
 * Persistent collections: immutable lists, sets and maps whose changed copies are cheap.
 *
 * <p>A session is an immutable value with a long history, so each event must be applied at a cost
 * that does not grow with that history. {@link crossreview.collection.PersistentVector}, {@link
 * crossreview.collection.PersistentMap} and {@link crossreview.collection.PersistentSet} are the
 * entries; {@link crossreview.collection.HashTrie} is the index below the last two. {@link
 * crossreview.collection.BoundedMap} is a mutable map with a size limit, for caches. Threads: the
 * persistent ones are immutable; {@code BoundedMap} needs a lock of its user. Absent on purpose:
 * removal from the persistent map and set, because histories only grow.
 */
@NullMarked
package crossreview.collection;

import org.jspecify.annotations.NullMarked;

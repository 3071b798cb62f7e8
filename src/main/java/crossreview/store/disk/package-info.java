/** The part of {@code crossreview.store} that is about disk. */
package crossreview.store.disk;

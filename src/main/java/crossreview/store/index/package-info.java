/** The part of {@code crossreview.store} that is about index. */
package crossreview.store.index;

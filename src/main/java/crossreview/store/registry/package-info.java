/** The part of {@code crossreview.store} that is about registry. */
package crossreview.store.registry;

/** The part of {@code crossreview.store} that is about codec. */
package crossreview.store.codec;

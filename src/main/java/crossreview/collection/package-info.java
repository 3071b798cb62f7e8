/** The part of {@code crossreview} that is about collection. */
package crossreview.collection;

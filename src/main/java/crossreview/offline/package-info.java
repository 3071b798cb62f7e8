/** The part of {@code crossreview} that is about offline. */
package crossreview.offline;

/** The part of {@code crossreview} that is about daemon. */
package crossreview.daemon;

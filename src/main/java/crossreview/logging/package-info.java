/** The part of {@code crossreview} that is about logging. */
package crossreview.logging;

/** The part of {@code crossreview.cli} that is about review. */
package crossreview.cli.review;

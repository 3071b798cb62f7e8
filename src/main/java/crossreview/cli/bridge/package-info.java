/** The part of {@code crossreview.cli} that is about bridge. */
package crossreview.cli.bridge;

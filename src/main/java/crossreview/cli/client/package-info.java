/** The part of {@code crossreview.cli} that is about client. */
package crossreview.cli.client;

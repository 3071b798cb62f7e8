/** The part of {@code crossreview.cli} that is about option. */
package crossreview.cli.option;

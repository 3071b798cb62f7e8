/** The part of {@code crossreview.cli} that is about command. */
package crossreview.cli.command;

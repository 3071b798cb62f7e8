/** The part of {@code crossreview.session} that is about command. */
package crossreview.session.command;

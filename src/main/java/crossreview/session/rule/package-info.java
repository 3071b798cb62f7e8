/** The part of {@code crossreview.session} that is about rule. */
package crossreview.session.rule;

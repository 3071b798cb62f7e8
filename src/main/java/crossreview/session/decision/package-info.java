/** The part of {@code crossreview.session} that is about decision. */
package crossreview.session.decision;

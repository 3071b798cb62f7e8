/** The part of {@code crossreview.session} that is about analysis. */
package crossreview.session.analysis;

/** The part of {@code crossreview.model} that is about finding. */
package crossreview.model.finding;

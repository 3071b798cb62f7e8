/** The part of {@code crossreview.model} that is about call. */
package crossreview.model.call;

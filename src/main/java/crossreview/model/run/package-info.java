/** The part of {@code crossreview.model} that is about run. */
package crossreview.model.run;

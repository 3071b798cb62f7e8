/** The part of {@code crossreview.model} that is about vote. */
package crossreview.model.vote;

/** The part of {@code crossreview.model} that is about policy. */
package crossreview.model.policy;

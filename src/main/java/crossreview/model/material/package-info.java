/** The part of {@code crossreview.model} that is about material. */
package crossreview.model.material;

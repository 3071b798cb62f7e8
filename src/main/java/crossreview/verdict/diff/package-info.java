/** The part of {@code crossreview.verdict} that is about diff. */
package crossreview.verdict.diff;

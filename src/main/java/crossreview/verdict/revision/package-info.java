/** The part of {@code crossreview.verdict} that is about revision. */
package crossreview.verdict.revision;

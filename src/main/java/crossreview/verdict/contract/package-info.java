/** The part of {@code crossreview.verdict} that is about contract. */
package crossreview.verdict.contract;

/** The part of {@code crossreview} that is about process. */
package crossreview.process;

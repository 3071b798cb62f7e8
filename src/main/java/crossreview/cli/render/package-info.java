/** The part of {@code crossreview.cli} that is about render. */
package crossreview.cli.render;

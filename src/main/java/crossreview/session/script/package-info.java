/** The part of {@code crossreview.session} that is about script. */
package crossreview.session.script;

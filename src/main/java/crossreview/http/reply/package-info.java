/** The part of {@code crossreview.http} that is about reply. */
package crossreview.http.reply;

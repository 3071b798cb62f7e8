/** The part of {@code crossreview.http} that is about server. */
package crossreview.http.server;

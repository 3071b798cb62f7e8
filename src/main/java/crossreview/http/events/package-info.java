/** The part of {@code crossreview.http} that is about events. */
package crossreview.http.events;

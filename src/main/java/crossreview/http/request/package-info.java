/** The part of {@code crossreview.http} that is about request. */
package crossreview.http.request;

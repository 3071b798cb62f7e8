/**
 * The operations about people who look at the page.
 *
 * <p>{@link crossreview.operation.browser.BrowserOperations} is the entry: a one-time code lets a
 * browser in, and who is signed in can be listed and ended. Threads: what changes the sessions
 * writes a file, on a thread made for that. Absent on purpose: redeeming a code, which needs no
 * token and is not an operation; {@code http.server} does it.
 */
@NullMarked
package crossreview.operation.browser;

import org.jspecify.annotations.NullMarked;

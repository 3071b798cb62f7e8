/**
 * People who sign in with a browser: one-time codes, sessions behind a cookie, and a token for each
 * tab.
 *
 * <p>{@link crossreview.access.browser.BrowserAccess} is the entry. A code is redeemed once, within
 * a minute, for a session; a session acts as the principal that asked for the code, with its role
 * or a lower one, and ends with that principal's token. A request needs the session's cookie and a
 * token of one of its tabs: browsers send a cookie to every port of a host, so the cookie alone
 * proves nothing. Only digests are stored, so that a copy of the file gives no access. {@link
 * crossreview.access.browser.SeatInvitation} is a code for one seat of a panel that needs no file;
 * it begins one session, as a reviewer who sees nothing else. {@link
 * crossreview.access.browser.SignInCodes} and {@link crossreview.access.browser.BrowserTable} are
 * pure and bounded. Threads: looking up is safe on any thread and never blocks; changes write a
 * file and block. Absent on purpose: passwords, and anything about HTTP.
 */
@NullMarked
package crossreview.access.browser;

import org.jspecify.annotations.NullMarked;

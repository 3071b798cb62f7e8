/**
 * Requests to the API of a forge.
 *
 * <p>Entry: {@link crossreview.forge.http.ForgeClient}. Addresses are checked as those of providers
 * are, redirects are not followed, bodies and times are bounded. Callers are virtual threads that
 * wait in {@link crossreview.forge.http.BlockingWait}; no event loop waits. Absent on purpose: what
 * an answer means, which each kind of forge knows itself.
 */
@NullMarked
package crossreview.forge.http;

import org.jspecify.annotations.NullMarked;

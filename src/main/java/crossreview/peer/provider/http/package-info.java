/**
 * Peers that are language models behind HTTP: sending, reading the stream, and giving up in time.
 *
 * <p>{@link crossreview.peer.provider.http.ModelPeer} asks through a {@link
 * crossreview.peer.provider.http.ProviderClient}; each try is one {@link
 * crossreview.peer.provider.http.ModelCall} on one event loop, which owns its connection, its
 * timers and its transcript. {@link crossreview.peer.provider.http.AddressFallback} connects to any
 * address of the provider's name. The raw HTTP client is used, because only it can end a streamed
 * answer together with its connection. Threads: event loops of this package, so that no review's
 * thread reads bytes. Absent on purpose: retries, redirects and any look at what an answer means.
 */
@NullMarked
package crossreview.peer.provider.http;

import org.jspecify.annotations.NullMarked;

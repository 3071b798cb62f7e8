/**
 * Peers that are language models behind HTTP: sending, reading as it comes, and giving up in time.
 *
 * <p>{@link crossreview.peer.provider.http.ModelPeer} asks through a {@link
 * crossreview.peer.provider.http.ProviderClient}; each try is one {@link
 * crossreview.peer.provider.http.ModelCall} on one event loop, which owns its connection, its
 * timers and its transcript. Absent on purpose: retries, redirects and any look at what an answer
 * means; the raw client is used because only it can end a streamed answer together with its
 * connection.
 */
package crossreview.peer.provider.http;

/**
 * Makes the peers that the settings describe.
 *
 * <p>{@link crossreview.peer.factory.PeerCatalog} is the entry: all peers, seats and panels of a
 * daemon. {@link crossreview.peer.factory.ModelPeerFactory} makes the peers of language models and
 * lets those with the same address and key share connections and limits; {@link
 * crossreview.peer.factory.PeerKeyring} reads keys and gives the redaction their values. It is
 * above the packages of peers, because it is the only one that knows all of them. Threads: made
 * once at startup, on the main thread. Absent on purpose: reading settings, and calling anything.
 */
@NullMarked
package crossreview.peer.factory;

import org.jspecify.annotations.NullMarked;

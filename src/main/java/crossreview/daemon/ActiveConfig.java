package crossreview.daemon;

import crossreview.http.AccessLists;
import crossreview.model.Digest;
import crossreview.peer.factory.PeerKeyring;
import crossreview.review.ReviewServices;
import crossreview.settings.Settings;

/**
 * Everything that a reload can replace, as it is in force together. Immutable.
 *
 * @param keys and rules, as they were read with the settings
 * @param digest names the settings
 * @param defaults what sessions are opened with: panels, policies, limits, peers
 * @param reviews what a review works with from its beginning to its end
 * @param access names and addresses that the network listener trusts
 */
record ActiveConfig(
    Settings settings,
    PeerKeyring keys,
    Digest digest,
    SessionDefaults defaults,
    ReviewServices reviews,
    AccessLists access) {}

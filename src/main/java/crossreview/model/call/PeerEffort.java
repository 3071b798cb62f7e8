package crossreview.model.call;

import crossreview.model.ValueChecks;

/** How much one peer is to think, whatever holds for the others. */
public record PeerEffort(String peer, ReasoningEffort effort) {
  /** Peers that a run names at most: no panel is larger. */
  public static final int PEERS_MAX = 64;

  public PeerEffort {
    ValueChecks.text("peer", peer, 1, 64);
  }
}

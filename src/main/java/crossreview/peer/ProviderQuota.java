package crossreview.peer;

import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider account, shared by all its peers.
 *
 * @param name the same for peers that share an address and a key
 * @param concurrent requests at the same time; null for the daemon's own limit
 * @param requestsPerMinute null for no limit
 * @param tokensPerMinute of prompts and answers together, by estimate; null for no limit
 */
public record ProviderQuota(
    String name,
    @Nullable Integer concurrent,
    @Nullable Long requestsPerMinute,
    @Nullable Long tokensPerMinute) {
  /** A peer that shares no limits. */
  public static ProviderQuota of(String peer) {
    return new ProviderQuota("peer " + peer, null, null, null);
  }
}

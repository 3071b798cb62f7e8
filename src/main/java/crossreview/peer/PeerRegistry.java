package crossreview.peer;

import crossreview.model.Digest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The peers that this daemon can ask, by id. */
public final class PeerRegistry {
  private final Map<String, Peer> peers;
  private final Map<String, Digest> configurations;

  /** Peers of which nothing is configured but their names. */
  public PeerRegistry(Collection<Peer> peers) {
    this(peers, Map.of());
  }

  /**
   * @param configurations by peer, what its settings say
   */
  public PeerRegistry(Collection<Peer> peers, Map<String, Digest> configurations) {
    this.peers =
        peers.stream()
            .collect(Collectors.toUnmodifiableMap(p -> p.member().peer(), Function.identity()));
    this.configurations = Map.copyOf(configurations);
  }

  /** Another one whenever anything is configured otherwise that an answer may depend on. */
  public Digest configuration(Peer peer) {
    return configurations.getOrDefault(
        peer.member().peer(), Digest.of(peer.member().toString() + peer.pricing()));
  }

  public Optional<Peer> find(String id) {
    return Optional.ofNullable(peers.get(id));
  }

  public Collection<Peer> all() {
    return peers.values();
  }
}

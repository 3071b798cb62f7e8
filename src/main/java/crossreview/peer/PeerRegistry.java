package crossreview.peer;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The peers that this daemon can ask, by id. */
public final class PeerRegistry {
  private final Map<String, Peer> peers;

  public PeerRegistry(Collection<Peer> peers) {
    this.peers =
        peers.stream()
            .collect(Collectors.toUnmodifiableMap(p -> p.member().peer(), Function.identity()));
  }

  public Optional<Peer> find(String id) {
    return Optional.ofNullable(peers.get(id));
  }

  public Collection<Peer> all() {
    return peers.values();
  }
}

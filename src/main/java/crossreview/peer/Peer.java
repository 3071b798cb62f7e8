package crossreview.peer;

import crossreview.model.run.PanelMember;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A reviewer or author. */
public interface Peer {

  /** Who it is; the same for the life of the daemon. */
  PanelMember member();

  /** What one try may cost at most, and how it is priced. */
  CallPricing pricing();

  /**
   * The longest prompt that its model can read, in UTF-8 bytes; a longer one is refused before it
   * is sent, never cut.
   */
  default long promptBytesMax() {
    return Long.MAX_VALUE;
  }

  /**
   * How many bytes of files beside the artifact it can be shown, none where only the prompt itself
   * is sure to fit.
   */
  default long contextBytesMax() {
    return Long.MAX_VALUE;
  }

  /** The quota that it shares with other peers of its provider. */
  default ProviderQuota quota() {
    return ProviderQuota.of(member().peer());
  }

  /** Whether what it is asked leaves this machine. */
  default boolean isRemote() {
    return false;
  }

  /** Those that take over, in this order, when it cannot answer: the same peer, other models. */
  default List<Peer> fallbacks() {
    return List.of();
  }

  /**
   * The question to ask once more when the answer was cut off by the limit of tokens: the same with
   * less thinking. Empty where that would change nothing.
   */
  default Optional<PeerRequest> withLessEffort(PeerRequest peerRequest) {
    return Optional.empty();
  }

  /** How long a call may take, where that is not the daemon's own limit. */
  default Optional<Duration> timeout() {
    return Optional.empty();
  }

  /** How many tries of one call can be charged, those of its fallbacks apart. */
  default int chargesMax() {
    return 1;
  }

  /**
   * Whether it could be asked now.
   *
   * @param live whether a smallest call may be made and paid
   */
  default Future<HealthStatus> checkHealth(boolean live) {
    return Future.succeededFuture(HealthStatus.local("needs no network"));
  }

  /**
   * Asks once. The future fails with {@link PeerException} only; anything else is a bug of the
   * peer.
   *
   * <p>When {@code ask.cancel()} fires, the call ends within 50 ms with the class {@code
   * cancelled}, and its connection is closed.
   */
  Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener);
}

package crossreview.peer.seat;

import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** A seat as a peer. */
public final class SeatPeer implements Peer {
  /**
   * The registry says that a seat has expired; a caller that waits as long would excuse it instead.
   */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final PanelMember member;
  private final SeatRegistry seatRegistry;
  private final Duration time;

  /**
   * @param time until the answer is there
   */
  public SeatPeer(PanelMember member, SeatRegistry seatRegistry, Duration time) {
    this.member = member;
    this.seatRegistry = seatRegistry;
    this.time = time;
  }

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public CallPricing pricing() {
    return new CallPricing.FreePricing();
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.of(time.plus(AFTERWARDS));
  }

  @Override
  public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
    return seatRegistry.openSeat(member, peerRequest, time, progressListener);
  }
}

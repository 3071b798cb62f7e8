package crossreview.peer.seat;

import crossreview.model.run.PanelMember;
import crossreview.peer.Ask;
import crossreview.peer.Peer;
import crossreview.peer.Price;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** A seat as a peer. */
public final class SeatPeer implements Peer {
  /** The desk says that a seat has expired; a caller that waits as long would excuse it instead. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final PanelMember member;
  private final SeatDesk desk;
  private final Duration time;

  /**
   * @param time until the answer is there
   */
  public SeatPeer(PanelMember member, SeatDesk desk, Duration time) {
    this.member = member;
    this.desk = desk;
    this.time = time;
  }

  @Override
  public PanelMember member() {
    return member;
  }

  @Override
  public Price price() {
    return new Price.Free();
  }

  @Override
  public Optional<Duration> time() {
    return Optional.of(time.plus(AFTERWARDS));
  }

  @Override
  public Future<Reply> ask(Ask ask, Progress progress) {
    return desk.offer(member, ask, time, progress);
  }
}

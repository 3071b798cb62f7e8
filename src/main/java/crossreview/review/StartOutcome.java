package crossreview.review;

import crossreview.model.material.UnsupportedClaim;
import crossreview.session.Session;
import java.util.List;

/**
 * A run whose beginning is durable.
 *
 * @param repeated whether an earlier command with the same key began it
 */
public record StartOutcome(String run, Session session, boolean repeated) {
  /** What its caller states that nothing attached showed when it began. */
  public List<UnsupportedClaim> claims() {
    return session.run().id().equals(run) ? session.run().claims() : List.of();
  }

  /** Whether this run still continues; a later one may when the command is a repeated one. */
  public boolean running() {
    return session.running() && session.run().id().equals(run);
  }
}

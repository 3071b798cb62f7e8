package crossreview.review;

import crossreview.session.Session;

/**
 * A run whose beginning is durable.
 *
 * @param repeated whether an earlier command with the same key began it
 */
public record StartOutcome(String run, Session session, boolean repeated) {
  /** Whether this run still continues; a later one may when the command is a repeated one. */
  public boolean running() {
    return session.running() && session.run().id().equals(run);
  }
}

package crossreview.review;

import crossreview.session.Session;

/**
 * A run whose beginning is durable.
 *
 * @param repeated whether an earlier command with the same key began it
 */
public record StartOutcome(String run, Session session, boolean repeated) {}

package crossreview.model.vote;

import crossreview.model.ValueChecks;

/**
 * Something new that a peer was shown between two of its votes.
 *
 * @param kind {@code revision}, {@code evidence}, {@code finding} or {@code constraint}
 * @param ref the digest, or the finding's id, or the constraint's number
 */
public record VoteChangeCause(String kind, String ref) {
  public VoteChangeCause {
    ValueChecks.text("kind", kind, 1, 16);
    ValueChecks.text("ref", ref, 1, 64);
  }
}

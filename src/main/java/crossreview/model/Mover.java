package crossreview.model;

/**
 * Something new that a peer was shown between two of its votes.
 *
 * @param kind {@code revision}, {@code evidence}, {@code finding} or {@code constraint}
 * @param ref the digest, or the finding's id, or the constraint's number
 */
public record Mover(String kind, String ref) {
  public Mover {
    Checks.text("kind", kind, 1, 16);
    Checks.text("ref", ref, 1, 64);
  }
}

package crossreview.session.decision;

import crossreview.model.Digest;
import java.util.Comparator;
import java.util.List;

/**
 * The draw of the author: the order of SHA-256 over {@code <seed>:<peer>}.
 *
 * <p>With a random seed every order is equally likely, and the draw can be repeated from the
 * record.
 */
public final class Lottery {
  private Lottery() {}

  /** The candidates in the order of the draw. */
  public static List<String> draw(List<String> candidates, String seed) {
    return candidates.stream()
        .sorted(Comparator.comparing((String peer) -> Digest.of(seed + ":" + peer).value()))
        .toList();
  }
}

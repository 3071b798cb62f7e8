package crossreview.model.material;

import crossreview.model.ValueChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a caller about finished work or the state of something that runs, which nothing
 * attached shows.
 *
 * @param label which piece of evidence states it; null for another source
 * @param line its line there, from 1
 * @param text the sentence
 */
public record UnsupportedClaim(
    ClaimKind kind, ClaimSource source, @Nullable String label, int line, String text) {
  /** More of one start tell nobody more, and the line of the journal stays far below its bound. */
  public static final int CLAIMS_MAX = 32;

  private static final int TEXT_MAX = 300;

  public UnsupportedClaim {
    label = label == null ? null : ValueChecks.cut(label, 200);
    text = ValueChecks.cut(text, TEXT_MAX);
  }

  /** Several of them in a sentence for people. */
  public static String words(List<UnsupportedClaim> claims) {
    UnsupportedClaim first = claims.getFirst();
    String more = claims.size() == 1 ? "" : " (and " + (claims.size() - 1) + " more)";
    return first.place()
        + " states without evidence ("
        + first.kind().wireName()
        + "): \""
        + first.text()
        + "\""
        + more;
  }

  /** Whether the caller says it about the artifact, and not in it or beside it. */
  public boolean framing() {
    return source == ClaimSource.TASK || source == ClaimSource.FOCUS;
  }

  /** Where it is stated, for people. */
  public String place() {
    return (label == null ? source.wireName() : label) + " line " + line;
  }
}

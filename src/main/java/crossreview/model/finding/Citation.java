package crossreview.model.finding;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * A place in an artifact, bound to bytes.
 *
 * @param artifact the digest of the artifact
 * @param from first byte, from 0
 * @param to the byte after the last
 * @param digest the digest of the quoted bytes
 * @param quote the quoted text for people, redacted
 * @param path the file that the place belongs to, for people
 * @param line the 1-based line in that file, for people
 * @param scope how it belongs to a change; null where the text is not a diff, and in lines of
 *     earlier versions
 */
public record Citation(
    Digest artifact,
    long from,
    long to,
    Digest digest,
    @Nullable String quote,
    @Nullable String path,
    @Nullable Integer line,
    @Nullable FindingScope scope) {
  public static final int QUOTE_MAX = 400;

  /** A place in a text that is not a change. */
  public Citation(
      Digest artifact,
      long from,
      long to,
      Digest digest,
      @Nullable String quote,
      @Nullable String path,
      @Nullable Integer line) {
    this(artifact, from, to, digest, quote, path, line, null);
  }

  public Citation {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("byte range " + from + "–" + to);
    }
    quote = quote == null ? null : ValueChecks.cut(quote, QUOTE_MAX);
    path = path == null ? null : ValueChecks.cut(path, 200);
  }
}

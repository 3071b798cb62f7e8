package crossreview.verdict;

import crossreview.diff.text.LineTable;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingScope;
import crossreview.model.material.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Binds what a peer cites to bytes of the artifact.
 *
 * <p>The quoted text is the anchor, the line number a hint: a quote counts at its line, within 20
 * lines of it, or anywhere if it is in one line only. What cannot be found is dropped with a
 * remark; a citation never cancels a vote here: {@link crossreview.session.rule.Tally} decides by
 * the policy what a READY with a quote that was not found is worth. Without a quote the whole line
 * is cited. A digest in the place of the path names a piece of evidence, which has to have the
 * quote literally.
 */
final class CitationResolver {
  /** 20 lines: models count lines badly, but rarely worse than by one hunk. */
  private static final int DRIFT_MAX = 20;

  private final Artifact artifact;
  private final String text;
  private final List<CitableFile> beside;
  private @Nullable LineTable lines;

  CitationResolver(Artifact artifact, String text) {
    this(artifact, text, List.of());
  }

  /**
   * @param beside the files in which a quote is looked for that the artifact does not have
   */
  CitationResolver(Artifact artifact, String text, List<CitableFile> beside) {
    this.artifact = artifact;
    this.text = text;
    this.beside = beside;
  }

  /** A place as a peer names it; each part may be absent. */
  record CitationReference(@Nullable String path, @Nullable Long line, @Nullable String quote) {
    String shown() {
      String place = (path == null ? "" : path) + (line == null ? "" : ":" + line);
      return RemarkCollector.shown(quote == null ? place : place + " " + quote);
    }
  }

  /** The place of a quote: the row of its first line, and its characters. */
  private record QuotePosition(int row, LineTable.CharacterRange characterRange) {}

  /**
   * The citation bound to bytes, or nothing and a remark.
   *
   * @param index the finding that it belongs to; null for the verdict as a whole
   */
  Optional<Citation> resolve(
      CitationReference citationReference,
      @Nullable Integer index,
      RemarkCollector remarkCollector) {
    String quote = citationReference.quote();
    CitableFile evidence = evidence(citationReference.path());
    if (evidence != null && quote != null && evidence.text().contains(quote)) {
      return Optional.of(outside(evidence, quote, null));
    }
    QuotePosition quotePosition =
        quote == null ? wholeLine(citationReference) : quoted(citationReference, quote);
    if (quotePosition == null) {
      Optional<Citation> outside =
          quote == null ? Optional.empty() : beside(citationReference, quote);
      if (outside.isPresent()) {
        return outside;
      }
      remarkCollector.add(
          "citation_not_found", index, citationReference.shown() + " is not in the artifact");
      return Optional.empty();
    }
    drift(citationReference, quotePosition)
        .ifPresent(
            code -> remarkCollector.add(code, index, where(citationReference, quotePosition)));
    return Optional.of(bound(quote, quotePosition));
  }

  /** The piece of evidence whose digest stands in the place of a path; null for none. */
  private @Nullable CitableFile evidence(@Nullable String path) {
    String digest = path == null ? "" : path.strip().toLowerCase(Locale.ROOT);
    String bare = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
    return beside.stream()
        .filter(file -> file.evidence() && file.sha256().value().equals(bare))
        .findFirst()
        .orElse(null);
  }

  /**
   * In the file that is named, and nowhere else. A quote that stands in a hunk too is not bound,
   * for then nobody knows that the change is not meant.
   */
  private Optional<Citation> beside(CitationReference citationReference, String quote) {
    if (!lines().ofDiff()) {
      return Optional.empty();
    }
    return beside.stream()
        .filter(file -> !file.evidence() && file.path().equals(citationReference.path()))
        .filter(file -> file.text().contains(quote))
        .findFirst()
        .filter(file -> !inHunk(file, quote))
        .map(file -> outside(file, quote, FindingScope.PRE_EXISTING));
  }

  private boolean inHunk(CitableFile file, String quote) {
    if (text.contains(QuoteSearch.of(quote).first())) {
      return true;
    }
    int changed = lines().file(file.path());
    int rows = (int) quote.lines().count();
    for (int at = file.text().indexOf(quote); at >= 0; at = file.text().indexOf(quote, at + 1)) {
      int first = line(file, at);
      if (IntStream.range(first, first + rows).anyMatch(n -> lines().row(changed, n) >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static int line(CitableFile file, int at) {
    return 1 + (int) file.text().chars().limit(at).filter(c -> c == '\n').count();
  }

  /**
   * @param scope null for evidence: what rests on it alone blocks as if nothing was known
   */
  private static Citation outside(CitableFile file, String quote, @Nullable FindingScope scope) {
    int at = file.text().indexOf(quote);
    byte[] bytes = quote.getBytes(StandardCharsets.UTF_8);
    long start = file.text().substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    return new Citation(
        file.sha256(),
        start,
        start + bytes.length,
        Digest.of(bytes),
        TextTruncator.truncate(quote, Citation.QUOTE_MAX),
        TextTruncator.truncate(file.path(), 200),
        line(file, at),
        scope);
  }

  /** Of all rows that are cited; null in a text that is not a diff. */
  private @Nullable FindingScope scope(int from, int to) {
    if (!lines().ofDiff()) {
      return null;
    }
    for (int row = lines().rowAt(from); row <= lines().rowAt(Math.max(from, to - 1)); row++) {
      if (lines().added(row)) {
        return FindingScope.INTRODUCED;
      }
    }
    return FindingScope.TOUCHED;
  }

  /** Made when the first citation needs it. */
  private LineTable lines() {
    if (lines == null) {
      lines = LineTable.of(TextAnalysis.of(artifact.label(), artifact.mediaType(), text));
    }
    return lines;
  }

  private @Nullable QuotePosition wholeLine(CitationReference citationReference) {
    Long line = citationReference.line();
    int row = line == null ? -1 : lines().row(lines().file(citationReference.path()), line);
    return row < 0 ? null : new QuotePosition(row, lines().content(row));
  }

  private @Nullable QuotePosition quoted(CitationReference citationReference, String quote) {
    QuotePosition exact = quoted(citationReference, QuoteSearch.of(quote));
    return exact != null ? exact : quoted(citationReference, QuoteSearch.of(quote.strip()));
  }

  private @Nullable QuotePosition quoted(
      CitationReference citationReference, QuoteSearch quoteSearch) {
    if (!text.contains(quoteSearch.first())) {
      return null;
    }
    int file = lines().file(citationReference.path());
    QuotePosition near =
        citationReference.line() == null
            ? null
            : nearest(file, citationReference.line(), quoteSearch);
    if (near != null) {
      return near;
    }
    QuotePosition inFile = file < 0 ? null : unique(file, quoteSearch);
    return inFile != null ? inFile : unique(-1, quoteSearch);
  }

  private @Nullable QuotePosition nearest(int file, long line, QuoteSearch quoteSearch) {
    QuotePosition best = null;
    long bestDistance = DRIFT_MAX + 1L;
    for (int row = 0; row < lines().count(); row++) {
      long distance = lines().inFile(row, file) ? distance(row, line) : Long.MAX_VALUE;
      LineTable.CharacterRange characterRange =
          distance < bestDistance ? quoteSearch.at(lines(), row) : null;
      if (characterRange != null) {
        best = new QuotePosition(row, characterRange);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** How far a row is from a line; a removed row is never exactly there. */
  private long distance(int row, long line) {
    long apart = Math.abs(lines().number(row) - line);
    return switch (lines().side(row)) {
      case NEW -> apart;
      case REMOVED -> apart + 1;
      case OUTSIDE -> Long.MAX_VALUE;
    };
  }

  /** The only row with the quote, in one file or, with -1, in all; null if none or several. */
  private @Nullable QuotePosition unique(int file, QuoteSearch quoteSearch) {
    QuotePosition only = null;
    int at = text.indexOf(quoteSearch.first());
    while (at >= 0) {
      int row = lines().rowAt(at);
      boolean asked = file < 0 || lines().inFile(row, file);
      LineTable.CharacterRange characterRange = asked ? quoteSearch.at(lines(), row) : null;
      if (characterRange != null && only != null) {
        return null;
      }
      only = characterRange == null ? only : new QuotePosition(row, characterRange);
      at = text.indexOf(quoteSearch.first(), lines().content(row).to());
    }
    return only;
  }

  private Optional<String> drift(CitationReference citationReference, QuotePosition quotePosition) {
    int file = lines().file(citationReference.path());
    boolean otherFile =
        citationReference.path() != null && !lines().inFile(quotePosition.row(), file);
    if (otherFile || lines().side(quotePosition.row()) == LineTable.DiffSide.OUTSIDE) {
      return Optional.of("quote_elsewhere");
    }
    long apart =
        citationReference.line() == null
            ? 0
            : distance(quotePosition.row(), citationReference.line());
    if (apart == 0) {
      return Optional.empty();
    }
    return Optional.of(apart <= DRIFT_MAX ? "line_drift" : "quote_elsewhere");
  }

  private String where(CitationReference citationReference, QuotePosition quotePosition) {
    String path = lines().path(quotePosition.row());
    String at =
        path == null ? "outside all files" : path + ":" + lines().number(quotePosition.row());
    return citationReference.shown() + " stands " + at;
  }

  private Citation bound(@Nullable String quote, QuotePosition quotePosition) {
    int from = quotePosition.characterRange().from();
    int to = quotePosition.characterRange().to();
    byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    long start = text.substring(0, from).getBytes(StandardCharsets.UTF_8).length;
    String path = lines().path(quotePosition.row());
    return new Citation(
        artifact.sha256(),
        start,
        start + bytes.length,
        Digest.of(bytes),
        quote == null ? null : TextTruncator.truncate(quote, Citation.QUOTE_MAX),
        path == null ? null : TextTruncator.truncate(path, 200),
        path == null ? null : lines().number(quotePosition.row()),
        scope(from, to));
  }
}

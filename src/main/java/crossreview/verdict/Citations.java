package crossreview.verdict;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.material.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Binds what a peer cites to bytes of the artifact.
 *
 * <p>The quoted text is the anchor, the line number a hint: a quote counts at its line, within 20
 * lines of it, or anywhere if it stands in one line only. What cannot be found is dropped with a
 * remark; a citation never cancels a vote. Without a quote the whole line is cited.
 */
final class Citations {
  /** 20 lines: models count lines badly, but rarely worse than by one hunk. */
  private static final int DRIFT_MAX = 20;

  private final Artifact artifact;
  private final String text;
  private LineTable lines;

  Citations(Artifact artifact, String text) {
    this.artifact = artifact;
    this.text = text;
  }

  /** A place as a peer names it; each part may be null. */
  record Cited(String path, Long line, String quote) {
    String shown() {
      String place = (path == null ? "" : path) + (line == null ? "" : ":" + line);
      return Remarks.shown(quote == null ? place : place + " " + quote);
    }
  }

  /** Where a quote stands: the row of its first line, and its characters. */
  private record Place(int row, LineTable.Span span) {}

  /**
   * The citation bound to bytes, or nothing and a remark.
   *
   * @param index the finding that it belongs to, or null for the verdict as a whole
   */
  Optional<Citation> resolve(Cited cited, Integer index, Remarks remarks) {
    if (lines == null) {
      lines = LineTable.of(artifact, text);
    }
    Place place = cited.quote() == null ? wholeLine(cited) : quoted(cited);
    if (place == null) {
      remarks.add("citation_not_found", index, cited.shown() + " is not in the artifact");
      return Optional.empty();
    }
    drift(cited, place).ifPresent(code -> remarks.add(code, index, where(cited, place)));
    return Optional.of(bound(cited.quote(), place));
  }

  private Place wholeLine(Cited cited) {
    int file = lines.file(cited.path());
    int row = cited.line() == null ? -1 : lines.row(file, cited.line());
    return row < 0 ? null : new Place(row, lines.content(row));
  }

  private Place quoted(Cited cited) {
    Place exact = quoted(cited, Needle.of(cited.quote()));
    return exact != null ? exact : quoted(cited, Needle.of(cited.quote().strip()));
  }

  private Place quoted(Cited cited, Needle needle) {
    if (!text.contains(needle.first())) {
      return null;
    }
    int file = lines.file(cited.path());
    Place near = cited.line() == null ? null : nearest(file, cited.line(), needle);
    if (near != null) {
      return near;
    }
    Place inFile = file < 0 ? null : unique(file, needle);
    return inFile != null ? inFile : unique(-1, needle);
  }

  private Place nearest(int file, long line, Needle needle) {
    Place best = null;
    long bestDistance = DRIFT_MAX + 1L;
    for (int row = 0; row < lines.count(); row++) {
      long distance = lines.inFile(row, file) ? distance(row, line) : Long.MAX_VALUE;
      LineTable.Span span = distance < bestDistance ? needle.at(lines, row) : null;
      if (span != null) {
        best = new Place(row, span);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** How far a row is from a line; a removed row is never exactly there. */
  private long distance(int row, long line) {
    long apart = Math.abs(lines.number(row) - line);
    return switch (lines.side(row)) {
      case NEW -> apart;
      case REMOVED -> apart + 1;
      case OUTSIDE -> Long.MAX_VALUE;
    };
  }

  /** The only row with the quote, in one file or, with -1, in all; null if none or several. */
  private Place unique(int file, Needle needle) {
    Place only = null;
    int at = text.indexOf(needle.first());
    while (at >= 0) {
      int row = lines.rowAt(at);
      boolean asked = file < 0 || lines.inFile(row, file);
      LineTable.Span span = asked ? needle.at(lines, row) : null;
      if (span != null && only != null) {
        return null;
      }
      only = span == null ? only : new Place(row, span);
      at = text.indexOf(needle.first(), lines.content(row).to());
    }
    return only;
  }

  private Optional<String> drift(Cited cited, Place place) {
    int file = lines.file(cited.path());
    boolean otherFile = cited.path() != null && !lines.inFile(place.row(), file);
    if (otherFile || lines.side(place.row()) == LineTable.Side.OUTSIDE) {
      return Optional.of("quote_elsewhere");
    }
    long apart = cited.line() == null ? 0 : distance(place.row(), cited.line());
    if (apart == 0) {
      return Optional.empty();
    }
    return Optional.of(apart <= DRIFT_MAX ? "line_drift" : "quote_elsewhere");
  }

  private String where(Cited cited, Place place) {
    String path = lines.path(place.row());
    String at = path == null ? "outside of all files" : path + ":" + lines.number(place.row());
    return cited.shown() + " stands " + at;
  }

  private Citation bound(String quote, Place place) {
    int from = place.span().from();
    int to = place.span().to();
    byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    long start = utf8Length(from);
    String path = lines.path(place.row());
    return new Citation(
        artifact.sha256(),
        start,
        start + bytes.length,
        Digest.of(bytes),
        quote == null ? null : Fit.within(quote, Citation.QUOTE_MAX),
        path == null ? null : Fit.within(path, 200),
        path == null ? null : lines.number(place.row()));
  }

  /** The bytes of the text before an index. */
  private long utf8Length(int end) {
    long bytes = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}

package crossreview.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.coverage.ArtifactScope.FileParts;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import java.util.BitSet;
import java.util.List;

/**
 * The text of some parts of a diff: their hunks as they are written, each file's header before its
 * first one, and of an excluded file the header alone. All parts of a diff that excludes nothing
 * are the diff, byte for byte. Pure; time linear in the diff.
 */
public final class DiffExcerpt {
  private static final String ENCODED = "GIT binary patch";

  private final ArtifactScope artifactScope;
  private final BitSet parts;
  private final StringBuilder out = new StringBuilder();

  private DiffExcerpt(ArtifactScope artifactScope, BitSet parts) {
    this.artifactScope = artifactScope;
    this.parts = parts;
  }

  /** The text of these parts; of a plain text, the whole. */
  public static String of(ArtifactScope artifactScope, BitSet parts) {
    return artifactScope
        .textAnalysis()
        .diff()
        .filter(diff -> !diff.files().isEmpty())
        .map(diff -> new DiffExcerpt(artifactScope, parts).text(diff))
        .orElse(artifactScope.textAnalysis().text());
  }

  private String text(UnifiedDiff diff) {
    if (parts.get(1)) {
      lines(diff.preamble());
    }
    for (int i = 0; i < diff.files().size(); i++) {
      FileParts span = artifactScope.files().get(i);
      if (!parts.get(span.first(), span.last() + 1).isEmpty()) {
        file(diff.files().get(i), span);
      }
    }
    int last = artifactScope.files().getLast().last();
    if (!diff.endsWithNewline() && parts.get(last)) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private void file(DiffFile file, FileParts span) {
    lines(header(file, span.leftOut()));
    for (int i = 0; i < file.hunks().size() && !span.leftOut(); i++) {
      if (parts.get(span.first() + i)) {
        hunk(file.hunks().get(i));
      }
    }
    if (parts.get(span.last())) {
      lines(file.trailer());
    }
  }

  private void hunk(Hunk hunk) {
    out.append(hunk.header()).append('\n');
    hunk.lines().forEach(line -> out.append(line.written()).append('\n'));
  }

  private void lines(List<String> lines) {
    lines.forEach(line -> out.append(line).append('\n'));
  }

  /** The header, without encoded content where that is left out. */
  private static List<String> header(DiffFile file, boolean leftOut) {
    return leftOut ? file.header().subList(0, plainLines(file)) : file.header();
  }

  /** How many lines of the header come before encoded content. */
  private static int plainLines(DiffFile file) {
    List<String> header = file.header();
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).startsWith(ENCODED)) {
        return i + 1;
      }
    }
    return header.size();
  }

  /** Whether a file has more than the lines that say what becomes of it. */
  static boolean hasContent(DiffFile file) {
    return !file.hunks().isEmpty() || plainLines(file) < file.header().size();
  }

  /** How long the header is in UTF-8. */
  static long headerBytes(DiffFile file, boolean leftOut) {
    return bytes(header(file, leftOut));
  }

  /** How long a hunk is in UTF-8. */
  static long bytes(Hunk hunk) {
    long sum = bytes(List.of(hunk.header()));
    for (UnifiedDiff.DiffLine line : hunk.lines()) {
      sum += utf8(line.text()) + 2; // its mark and its end
    }
    return sum;
  }

  static long bytes(List<String> lines) {
    return lines.stream().mapToLong(line -> utf8(line) + 1).sum();
  }

  private static long utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(UTF_8).length;
      }
    }
    return text.length();
  }
}

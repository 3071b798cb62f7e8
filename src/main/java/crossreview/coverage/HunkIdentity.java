package crossreview.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.diff.text.TextAnalysis;
import crossreview.diff.text.TextPart;
import crossreview.model.Digest;
import java.util.List;

/**
 * By what a hunk is recognised in another version of the change, wherever in its file it is then.
 *
 * @param id the digest of its path and of its removed and added lines in order; of a part that has
 *     no hunk, of all that the text says about it
 * @param context the digest of everything around these lines: the unchanged lines and where the
 *     changed ones are between them, and what becomes of the file itself, its mode and its name
 */
public record HunkIdentity(Digest id, Digest context) {
  /** Line numbers and blob ids change with what is elsewhere in the file. */
  private static final List<String> PLACES = List.of("index ", "--- ", "+++ ", "diff ");

  /** The identity of each part of a text, in their order. */
  public static List<HunkIdentity> of(TextAnalysis textAnalysis) {
    return textAnalysis.parts().stream().map(part -> of(textAnalysis, part)).toList();
  }

  private static HunkIdentity of(TextAnalysis textAnalysis, TextPart part) {
    if (part.file() < 0) {
      Digest whole = Digest.of(textAnalysis.text());
      return new HunkIdentity(whole, whole);
    }
    DiffFile file = textAnalysis.files().get(part.file());
    if (part.hunk() < 0) {
      Lines said = new Lines().add("path", part.path());
      file.header().forEach(line -> said.add("head", line));
      return new HunkIdentity(said.digest(), said.digest());
    }
    return of(part.path(), file, file.hunks().get(part.hunk()));
  }

  private static HunkIdentity of(String path, DiffFile file, Hunk hunk) {
    Lines changed = new Lines().add("path", path);
    Lines around = new Lines().add("type", file.fileMetadata().changeType().name());
    file.header().stream()
        .filter(line -> PLACES.stream().noneMatch(line::startsWith))
        .forEach(line -> around.add("head", line));
    LineKind before = LineKind.CONTEXT;
    for (DiffLine line : hunk.lines()) {
      before = line.lineKind() == LineKind.NOTE ? before : line.lineKind();
      boolean unchanged = before == LineKind.CONTEXT || before == LineKind.BARE;
      (unchanged ? around : changed).add("line", line.written());
      around.add(unchanged ? "here" : "changed", "");
    }
    return new HunkIdentity(changed.digest(), around.digest());
  }

  /** Lines with their kind before them, so that no line of one kind reads like another one. */
  private static final class Lines {
    private final StringBuilder all = new StringBuilder();

    Lines add(String kind, String line) {
      all.append(kind).append(' ').append(line).append('\n');
      return this;
    }

    Digest digest() {
      return Digest.of(all.toString().getBytes(UTF_8));
    }
  }
}

package crossreview.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.model.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a diff changes, as one digest that does not depend on where in the files it is: two diffs
 * have the same one if they make the same change, also after a rebase that only moved it. Pure.
 *
 * <p>SHA-256 over the files sorted by path; of each the path, what git says about its creation,
 * deletion, modes and source name, and its hunks in order, with their context and without line
 * numbers. Of a file whose content the diff does not show in full (binary, or with bytes that are
 * no UTF-8) the ids of both blobs count too.
 */
public final class PatchDigest {
  private static final List<String> FACTS =
      List.of(
          "old mode ",
          "new mode ",
          "new file mode ",
          "deleted file mode ",
          "rename from ",
          "copy from ");
  private static final String BLOBS = "index ";
  private static final String REPLACEMENT = "\uFFFD";

  private PatchDigest() {}

  public static Digest of(UnifiedDiff diff) {
    StringBuilder whole = new StringBuilder();
    diff.files().stream()
        .sorted(Comparator.comparing(PatchDigest::path))
        .forEach(file -> append(whole, file));
    return Digest.of(whole.toString().getBytes(UTF_8));
  }

  /** The digest of each file by its path, to say which ones differ. */
  public static Map<String, Digest> byFile(UnifiedDiff diff) {
    Map<String, Digest> digests = new TreeMap<>();
    for (DiffFile file : diff.files()) {
      UnifiedDiff alone = new UnifiedDiff(List.of(), List.of(file), true);
      digests.merge(path(file), of(alone), (one, two) -> Digest.of(one.value() + two.value()));
    }
    return digests;
  }

  private static String path(DiffFile file) {
    String path = file.fileMetadata().path();
    return path == null ? "" : path;
  }

  /** Each line has its own mark, so that no line of one kind reads like one of another kind. */
  private static void append(StringBuilder whole, DiffFile file) {
    line(whole, "file ", path(file));
    line(whole, "type ", file.fileMetadata().changeType().name());
    boolean shown = !file.hunks().isEmpty() && lines(file).noneMatch(PatchDigest::replaced);
    for (String header : file.header()) {
      boolean fact = FACTS.stream().anyMatch(header::startsWith);
      if (fact || !shown && header.startsWith(BLOBS)) {
        line(whole, "head ", header);
      }
    }
    for (Hunk hunk : file.hunks()) {
      line(whole, "hunk ", "");
      hunk.lines().forEach(row -> line(whole, "line ", row.written()));
    }
  }

  private static Stream<DiffLine> lines(DiffFile file) {
    return file.hunks().stream().flatMap(hunk -> hunk.lines().stream());
  }

  private static boolean replaced(DiffLine line) {
    return line.text().contains(REPLACEMENT);
  }

  private static void line(StringBuilder whole, String mark, String text) {
    whole.append(mark).append(text).append('\n');
  }
}

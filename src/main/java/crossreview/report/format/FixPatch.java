package crossreview.report.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.diff.DiffPath;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.text.TextAnalysis;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingState;
import crossreview.report.format.FixHunk.FixLines;
import crossreview.report.format.FixPlace.FixSearch;
import crossreview.session.LedgerFinding;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fixes of all open findings that go together, as one patch onto the reviewed change.
 *
 * <p>Before the patch is the verdict and one line for each fix, which {@code git apply} passes
 * over:
 *
 * <pre>
 * # verdict: Not approved after 1 round: reviewers object
 * # fix f1 of ada: src/a.c:12
 * # left out f3 of bob: src/a.c:12: it changes lines that f1 changes
 * </pre>
 *
 * Where two fixes change the same lines, the one of a blocking finding wins, then the older one.
 * Pure.
 */
final class FixPatch {
  private final SessionResult result;
  private final Map<Hunk, List<FixLines>> fixes = new IdentityHashMap<>();
  private final Map<FixLines, String> names = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private FixPatch(SessionResult result) {
    this.result = result;
  }

  /** The patch of a result that has the reviewed text. */
  static String of(SessionResult result) {
    return new FixPatch(result).write();
  }

  private String write() {
    Session session = result.session();
    String text = result.reviewed();
    List<DiffFile> files = List.of();
    if (session.hasArtifact() && !text.isEmpty()) {
      String label = session.current().label();
      TextAnalysis read = TextAnalysis.of(label, session.current().mediaType(), text);
      files = read.diff().map(UnifiedDiff::files).orElse(List.of());
    }
    byte[] bytes = text.getBytes(UTF_8);
    for (Finding finding : offered(session)) {
      take(finding, search(files, bytes, finding));
    }
    StringBuilder out = new StringBuilder("# verdict: " + result.verdict() + "\n");
    notes.forEach(note -> out.append("# ").append(note).append('\n'));
    files.forEach(file -> append(out, file));
    return out.toString();
  }

  private static List<Finding> offered(Session session) {
    return session.findings().values().stream()
        .filter(found -> found.state() == FindingState.OPEN)
        .map(LedgerFinding::opened)
        .filter(finding -> finding.replacement() != null)
        .sorted(Comparator.comparing(finding -> finding.severity() != FindingSeverity.BLOCKING))
        .toList();
  }

  private FixSearch search(List<DiffFile> files, byte[] bytes, Finding finding) {
    if (finding.citations().isEmpty()) {
      return new FixSearch(null, "it names no lines");
    }
    Citation first = finding.citations().getFirst();
    if (!first.artifact().equals(result.session().current().sha256())) {
      return new FixSearch(null, "it is about another text than the last one");
    }
    return files.isEmpty()
        ? new FixSearch(null, "the reviewed text is not a diff")
        : FixPlace.find(files, bytes, first);
  }

  private void take(Finding finding, FixSearch found) {
    FixPlace place = found.place();
    if (place == null) {
      leaveOut(finding, found.reason());
      return;
    }
    FixLines fix = FixLines.of(place, String.valueOf(finding.replacement()));
    String reason = obstacle(fix);
    if (!reason.isEmpty()) {
      leaveOut(finding, reason);
      return;
    }
    fixes.computeIfAbsent(place.hunk(), hunk -> new ArrayList<>()).add(fix);
    names.put(fix, finding.id());
    notes.add("fix " + name(finding) + where(place.file(), place.line()));
  }

  /** Why it cannot be in the patch; empty where it can. */
  private String obstacle(FixLines fix) {
    if (fix.changesNothing()) {
      return "it changes nothing";
    }
    if (fix.lines().stream().anyMatch(this::unseen)) {
      return "it has characters that cannot be seen";
    }
    boolean secret =
        fix.lines().stream().anyMatch(this::masked)
            || fix.place().hunk().lines().stream().anyMatch(line -> masked(line.text()));
    if (secret) {
      return "it or a line beside it has what looks like a secret";
    }
    for (FixLines other : fixes.getOrDefault(fix.place().hunk(), List.of())) {
      if (other.place().overlaps(fix.place())) {
        return other.lines().equals(fix.lines()) && other.place().equals(fix.place())
            ? "it is the same as " + names.get(other)
            : "it changes lines that " + names.get(other) + " changes";
      }
    }
    return "";
  }

  /** Nothing that a reviewer wrote may hide in a patch or move the cursor of who looks at it. */
  private boolean unseen(String line) {
    String bare = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return !result.plain().of(bare).equals(result.plain().masked(bare));
  }

  private boolean masked(String line) {
    return line.contains("[redacted:") || !result.plain().masked(line).equals(line);
  }

  private void leaveOut(Finding finding, String why) {
    String place = "";
    if (!finding.citations().isEmpty()) {
      Citation first = finding.citations().getFirst();
      int line = first.line() == null ? 1 : first.line();
      place = first.path() == null ? "" : result.plain().line(first.path()) + ":" + line + ": ";
    }
    notes.add("left out " + name(finding) + place + why);
  }

  private String name(Finding finding) {
    return finding.id() + " of " + result.plain().line(finding.owner()) + ": ";
  }

  private String where(DiffFile file, int line) {
    return result.plain().line(file.fileMetadata().path()) + ":" + line;
  }

  private void append(StringBuilder out, DiffFile file) {
    int grown = 0;
    boolean named = false;
    for (Hunk hunk : file.hunks()) {
      List<FixLines> here = fixes.get(hunk);
      if (here != null) {
        FixHunk fixed = FixHunk.of(here, grown);
        out.append(named ? "" : header(file.fileMetadata().path())).append(fixed.text());
        grown += fixed.grown();
        named = true;
      }
    }
  }

  private static String header(String path) {
    String before = DiffPath.written("a/" + path);
    String after = DiffPath.written("b/" + path);
    String end = path.indexOf(' ') < 0 ? "\n" : "\t\n"; // as git marks where a name ends
    return "diff --git " + before + " " + after + "\n--- " + before + end + "+++ " + after + end;
  }
}

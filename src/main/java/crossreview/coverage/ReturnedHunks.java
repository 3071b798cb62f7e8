package crossreview.coverage;

import crossreview.diff.UnifiedDiff.DiffLine;
import crossreview.diff.UnifiedDiff.Hunk;
import crossreview.diff.UnifiedDiff.LineKind;
import crossreview.diff.text.TextAnalysis;
import crossreview.diff.text.TextPart;
import crossreview.model.Digest;
import crossreview.model.vote.ReturnedHunk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds hunks of a change that are again what they were in an earlier version, while the version
 * just before had something else there. Unchanged lines around a hunk have no say: they move with
 * what happens elsewhere. Pure; time linear in the texts that it is given.
 */
public final class ReturnedHunks {
  private final TextAnalysis now;
  private final Map<TextPart, Digest> sought = new LinkedHashMap<>();
  private final Map<TextPart, String> between = new LinkedHashMap<>();
  private final List<ReturnedHunk> found = new ArrayList<>();

  /**
   * Starts with the hunks that the version just before did not have.
   *
   * @param now the present text
   * @param before the text just before it
   */
  public ReturnedHunks(TextAnalysis now, TextAnalysis before) {
    this.now = now;
    Set<Digest> known = ids(before);
    List<HunkIdentity> identities = HunkIdentity.of(now);
    for (TextPart part : now.parts()) {
      Digest id = identities.get(part.number() - 1).id();
      if (part.hunk() >= 0 && !known.contains(id)) {
        sought.put(part, id);
      }
    }
    Map<String, List<TextPart>> earlier = new LinkedHashMap<>();
    before.parts().stream()
        .filter(part -> part.hunk() >= 0)
        .forEach(part -> earlier.computeIfAbsent(part.path(), path -> new ArrayList<>()).add(part));
    sought
        .keySet()
        .forEach(part ->
            between.put(part, nearest(part, before, earlier.getOrDefault(part.path(), List.of()))));
  }

  /** Whether a still earlier version could have one of them. */
  public boolean seeks() {
    return !sought.isEmpty() && found.size() < ReturnedHunk.NAMED_MAX;
  }

  /** Looks in the text of an earlier round; the latest one is asked first. */
  public void look(int round, TextAnalysis earlier) {
    Set<Digest> known = ids(earlier);
    for (TextPart part : List.copyOf(sought.keySet())) {
      if (known.contains(sought.get(part)) && found.size() < ReturnedHunk.NAMED_MAX) {
        String text = firstChange(hunk(now, part));
        found.add(
            new ReturnedHunk(
                part.path(), part.line(), round, text, between.getOrDefault(part, "")));
        sought.remove(part);
      }
    }
  }

  /** What came back, the latest round first. */
  public List<ReturnedHunk> found() {
    return List.copyOf(found);
  }

  private static Set<Digest> ids(TextAnalysis text) {
    Set<Digest> ids = new HashSet<>();
    List<HunkIdentity> identities = HunkIdentity.of(text);
    for (TextPart part : text.parts()) {
      if (part.hunk() >= 0) {
        ids.add(identities.get(part.number() - 1).id());
      }
    }
    return ids;
  }

  private static Hunk hunk(TextAnalysis text, TextPart part) {
    return text.files().get(part.file()).hunks().get(part.hunk());
  }

  /** The change that the earlier version made closest to the same old lines, if they overlap. */
  private String nearest(TextPart part, TextAnalysis before, List<TextPart> earlier) {
    Hunk mine = hunk(now, part);
    return earlier.stream()
        .map(other -> hunk(before, other))
        .filter(other -> overlap(mine, other))
        .findFirst()
        .map(ReturnedHunks::firstChange)
        .orElse("");
  }

  /** Both versions have the same old file, so its line numbers can be compared. */
  private static boolean overlap(Hunk one, Hunk other) {
    return one.before().start() <= other.before().start() + other.before().count()
        && other.before().start() <= one.before().start() + one.before().count();
  }

  /** The first added line, else the first removed one. */
  private static String firstChange(Hunk hunk) {
    return first(hunk, LineKind.ADDED) + (hunk.added() == 0 ? first(hunk, LineKind.REMOVED) : "");
  }

  private static String first(Hunk hunk, LineKind kind) {
    return hunk.lines().stream()
        .filter(line -> line.lineKind() == kind)
        .findFirst()
        .map(DiffLine::written)
        .orElse("");
  }
}

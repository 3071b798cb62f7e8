package crossreview.coverage;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.FileMetadata;
import crossreview.diff.text.TextAnalysis;
import crossreview.diff.text.TextPart;
import crossreview.diff.text.TextPart.PartContent;
import crossreview.model.PartNumbers;
import crossreview.model.material.Artifact;
import crossreview.model.material.FileRuling;
import crossreview.model.vote.ReviewScope;
import crossreview.model.vote.ReviewScope.PartGroup;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of an artifact, which of them are excluded, and which cannot be shown.
 *
 * @param textAnalysis what the artifact is read as
 * @param parts its parts, numbered from 1
 * @param files where the parts of each file of a diff are
 * @param excluded the reason of each part that is excluded
 * @param missing the reason of each part whose content the artifact does not have
 */
public record ArtifactScope(
    TextAnalysis textAnalysis,
    List<TextPart> parts,
    List<FileParts> files,
    Map<Integer, String> excluded,
    Map<Integer, String> missing) {
  private static final List<String> COMBINED = List.of("diff --cc ", "diff --combined ");
  private static final String OTHERS = "and others";

  /** The first and the last part of a file, and whether its content is left out. */
  record FileParts(int first, int last, boolean leftOut) {}

  /** The scope of an artifact about which nobody has ruled. */
  public static ArtifactScope of(Artifact artifact, String text, List<FileExclusion> exclusions) {
    return of(artifact, text, exclusions, List.of());
  }

  /**
   * The scope of an artifact.
   *
   * @param exclusions what is excluded beside what the names of files say
   * @param rulings what persons said of files that could not be shown
   */
  public static ArtifactScope of(
      Artifact artifact, String text, List<FileExclusion> exclusions, List<FileRuling> rulings) {
    TextAnalysis analysis = TextAnalysis.of(artifact.label(), artifact.mediaType(), text);
    List<TextPart> parts = analysis.parts();
    Map<Integer, String> excluded = new LinkedHashMap<>();
    Map<Integer, String> missing = new LinkedHashMap<>();
    for (TextPart part : parts) {
      Optional<String> fault = fault(analysis, part);
      Optional<String> reason =
          exclusion(analysis, part, exclusions)
              .or(() ->
                  rulings.stream()
                      .filter(r ->
                          r.reaches(
                              artifact.sha256(), part.path(), part.number(), fault.isPresent()))
                      .map(FileRuling::words)
                      .findFirst());
      reason.ifPresentOrElse(
          why -> excluded.put(part.number(), why),
          () -> fault.ifPresent(why -> missing.put(part.number(), why)));
    }
    return new ArtifactScope(analysis, parts, files(analysis, excluded), excluded, missing);
  }

  private static Optional<String> exclusion(
      TextAnalysis analysis, TextPart part, List<FileExclusion> exclusions) {
    if (part.file() < 0) {
      return Optional.empty(); // a text that somebody submits by itself is what is to be reviewed
    }
    return exclusions.stream()
        .filter(exclusion -> exclusion.excludes(part.path()))
        .map(FileExclusion::reason)
        .findFirst()
        .or(() -> FileExclusion.byName(part.path()))
        .or(() -> withoutText(analysis, part).filter(kind -> !isHiddenText(analysis, part, kind)));
  }

  /** What a file is whose content a diff cannot show. */
  private static Optional<String> withoutText(TextAnalysis analysis, TextPart part) {
    return part.content() == PartContent.BINARY
        ? Optional.of(FileExclusion.ofBinary(part.path()))
        : PointerFile.kind(analysis.files().get(part.file()));
  }

  /**
   * Whether content that the diff does not show is a text: the name says so, and the file stays. A
   * deletion shows enough, and data that is text may well be an object of Git LFS.
   */
  private static boolean isHiddenText(TextAnalysis analysis, TextPart part, String kind) {
    FileMetadata file = analysis.files().get(part.file()).fileMetadata();
    boolean text =
        part.content() == PartContent.BINARY
            ? TextFileName.isText(part.path())
            : TextFileName.isCode(part.path());
    return text && file.changeType() != ChangeType.DELETED && !kind.equals(PointerFile.SUBMODULE);
  }

  /** Why nobody can see what the part stands for; empty where it shows its content. */
  private static Optional<String> fault(TextAnalysis analysis, TextPart part) {
    if (part.file() < 0) {
      return Optional.empty();
    }
    return withoutText(analysis, part)
        .map(ArtifactScope::hidden)
        .or(() -> unseen(analysis, part) ? Optional.of(unshown(analysis, part)) : Optional.empty());
  }

  private static String hidden(String kind) {
    return kind.equals(PointerFile.LARGE_FILE)
        ? "source by its name, and the change shows a pointer of Git LFS instead"
        : "a text by its name, and binary for git: it has a NUL byte, or is not UTF-8";
  }

  /** Whether the text says that a file changed and not how. */
  private static boolean unseen(TextAnalysis analysis, TextPart part) {
    if (part.content() != PartContent.UNREADABLE || part.hunk() >= 0) {
      return false;
    }
    String first = analysis.files().get(part.file()).header().getFirst();
    return COMBINED.stream().noneMatch(first::startsWith);
  }

  private static String unshown(TextAnalysis analysis, TextPart part) {
    return analysis.faults().stream()
        .filter(fault -> fault.file() == part.file())
        .map(fault -> fault.reason())
        .findFirst()
        .orElse("its content is not shown");
  }

  private static List<FileParts> files(TextAnalysis analysis, Map<Integer, String> excluded) {
    List<FileParts> files = new ArrayList<>();
    int next = 1;
    for (DiffFile file : analysis.files()) {
      int last = next + Math.max(1, file.hunks().size()) - 1;
      files.add(new FileParts(next, last, excluded.containsKey(next)));
      next = last + 1;
    }
    return files;
  }

  /** The numbers of all parts. */
  public BitSet all() {
    BitSet all = new BitSet();
    all.set(1, parts.size() + 1);
    return all;
  }

  /** The numbers of the parts whose content can be shown and is not excluded. */
  public BitSet shown() {
    BitSet shown = all();
    excluded.keySet().forEach(shown::clear);
    missing.keySet().forEach(shown::clear);
    return shown;
  }

  /** Whether the text of the artifact is shown as it is: it leaves nothing out. */
  public boolean whole() {
    for (int file = 0; file < files.size(); file++) {
      if (files.get(file).leftOut() && DiffExcerpt.hasContent(textAnalysis.files().get(file))) {
        return false;
      }
    }
    return true;
  }

  /** The same for the journal, with bounds. */
  public ReviewScope recorded() {
    return new ReviewScope(parts.size(), groups(excluded), groups(missing));
  }

  private List<PartGroup> groups(Map<Integer, String> reasons) {
    Map<String, BitSet> numbers = new LinkedHashMap<>();
    reasons.forEach((part, reason) -> {
      boolean known = numbers.containsKey(reason) || numbers.size() < ReviewScope.GROUPS_MAX - 1;
      numbers.computeIfAbsent(known ? reason : OTHERS, r -> new BitSet()).set(part);
    });
    List<PartGroup> groups = new ArrayList<>();
    numbers.forEach((reason, set) -> groups.add(group(reason, set)));
    return groups;
  }

  private PartGroup group(String reason, BitSet set) {
    Set<String> paths = new LinkedHashSet<>();
    set.stream().forEach(part -> paths.add(parts.get(part - 1).path()));
    List<String> places = paths.stream().limit(PartGroup.PLACES_MAX).toList();
    return new PartGroup(reason, PartNumbers.of(set), paths.size(), places);
  }
}

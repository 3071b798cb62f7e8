package crossreview.prompt;

import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What one peer is shown beside the artifact: all rules, and of the other files what fits, in this
 * order: those that were attached, changed files after the change, changed files before it; each
 * kind as it was sent.
 *
 * @param shown the other files that fit
 * @param left the files that it is not shown, by name
 */
public record PromptContext(List<ContextText> rules, List<ContextText> shown, List<LeftFile> left) {
  public static final PromptContext NOTHING = new PromptContext(List.of(), List.of(), List.of());

  /** About 16,000 tokens: a reviewer has to read it for each vote, and its caller pays for it. */
  public static final long BYTES_MAX = 64 * 1024;

  /** Reason of a file that was left out for its size. */
  public static final String NO_ROOM = "no room in this prompt";

  private static final String REVISED = "the artifact was revised since";

  public PromptContext {
    rules = List.copyOf(rules);
    shown = List.copyOf(shown);
    left = List.copyOf(left);
  }

  /** A file that a peer is not shown. */
  public record LeftFile(ContextFile file, String reason) {}

  /**
   * The same files for a peer with some room.
   *
   * @param all every file that has a text
   * @param omitted files without one
   * @param revised whether the artifact is not the one that the files came with
   * @param room how many bytes of files fit; rules are shown in any case
   */
  public static PromptContext of(
      List<ContextText> all, List<ContextFile> omitted, boolean revised, long room) {
    List<ContextText> rules = new ArrayList<>();
    List<ContextText> shown = new ArrayList<>();
    List<LeftFile> left = new ArrayList<>();
    long free = Math.min(room, BYTES_MAX);
    for (ContextText one :
        all.stream().sorted(Comparator.comparing(PromptContext::kind)).toList()) {
      if (kind(one) == ContextKind.RULE) {
        rules.add(one);
      } else if (revised && kind(one) == ContextKind.AFTER) {
        left.add(new LeftFile(one.file(), REVISED));
      } else if (one.bytes() > free) {
        left.add(new LeftFile(one.file(), NO_ROOM));
      } else {
        shown.add(one);
        free -= one.bytes();
      }
    }
    omitted.forEach(file -> left.add(new LeftFile(file, String.valueOf(file.omitted()))));
    return new PromptContext(rules, shown, left);
  }

  /** The same without the changed files that are not about these paths. */
  public PromptContext about(Set<String> paths) {
    return new PromptContext(
        rules,
        shown.stream().filter(one -> belongs(one.file(), paths)).toList(),
        left.stream().filter(one -> belongs(one.file(), paths)).toList());
  }

  private static boolean belongs(ContextFile file, Set<String> paths) {
    boolean changed = file.kind() == ContextKind.AFTER || file.kind() == ContextKind.BEFORE;
    return !changed || paths.contains(file.path());
  }

  private static ContextKind kind(ContextText one) {
    return one.file().kind();
  }

  /** Everything in it that comes from outside. */
  List<String> outside() {
    List<String> outside = new ArrayList<>();
    for (ContextText one : rules) {
      outside.addAll(List.of(one.about(), one.text()));
    }
    for (ContextText one : shown) {
      outside.addAll(List.of(one.about(), one.text()));
    }
    left.forEach(one -> outside.addAll(List.of(one.file().path(), one.reason())));
    return outside;
  }
}

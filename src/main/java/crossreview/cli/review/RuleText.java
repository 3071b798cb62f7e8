package crossreview.cli.review;

import crossreview.diff.text.TextDecoder;
import crossreview.diff.text.TextDecoder.DecodedText;
import crossreview.git.RuleFiles;
import crossreview.git.WholeFile;
import crossreview.model.PathGlob;
import crossreview.model.material.ContextFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a file with rules of a repository says. Pure. */
sealed interface RuleText {
  /** The path of the file. */
  String path();

  /**
   * A rule.
   *
   * @param globs the files that it is about; empty for all
   */
  record ReadableRule(String path, List<String> globs, String text) implements RuleText {
    /** Whether it is about one of the files. */
    boolean about(List<String> files) {
      return globs.isEmpty()
          || globs.stream()
              .map(PathGlob::new)
              .anyMatch(glob -> files.stream().anyMatch(glob::matches));
    }
  }

  /** A file that cannot be used, and why. */
  record BadRule(String path, String reason) implements RuleText {}

  /** The first line of a file in {@value RuleFiles#FOLDER} says which files it is about. */
  static RuleText of(WholeFile file) {
    if (file.bytes() == null) {
      return new BadRule(file.path(), String.valueOf(file.omitted()));
    }
    return switch (TextDecoder.decode(file.bytes())) {
      case DecodedText.BinaryContent binary -> new BadRule(file.path(), binary.reason());
      case DecodedText.ReadableText text when text.text().isBlank() ->
          new BadRule(file.path(), "it is empty");
      case DecodedText.ReadableText text when text.text().contains("\uFFFD") ->
          new BadRule(file.path(), "it is not UTF-8");
      case DecodedText.ReadableText text when file.path().startsWith(RuleFiles.FOLDER) ->
          withGlobs(file.path(), text.text());
      case DecodedText.ReadableText text -> new ReadableRule(file.path(), List.of(), text.text());
    };
  }

  private static RuleText withGlobs(String path, String text) {
    String mark = "paths:";
    String first = text.lines().findFirst().orElse("").strip();
    if (!first.startsWith(mark)) {
      return new BadRule(
          path, "line 1: it has to be paths: and globs, such as paths: src/**, *.sql");
    }
    List<String> globs = new ArrayList<>();
    for (String part : Arrays.asList(first.substring(mark.length()).split(",", -1))) {
      String glob = part.strip();
      try {
        new PathGlob(glob);
        globs.add(glob);
      } catch (IllegalArgumentException e) {
        return new BadRule(path, "line 1: \"" + glob + "\": " + e.getMessage());
      }
    }
    if (globs.size() > ContextFile.GLOBS_MAX) {
      return new BadRule(
          path, "line 1: it has " + globs.size() + " globs, at most " + ContextFile.GLOBS_MAX);
    }
    return text.lines().skip(1).allMatch(String::isBlank)
        ? new BadRule(path, "it says nothing after its first line")
        : new ReadableRule(path, List.copyOf(globs), text);
  }
}

package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.FileClassifier;
import crossreview.peer.builtin.change.FileRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much a change adds to what code does, from its lines alone.
 *
 * <p>A line counts if no removed line of the change says the same under other names, in other
 * layout or with other texts and numbers: so a move, a renaming, a new wording and a new version
 * are nothing new. Comments, imports, types and declarations without a body do nothing.
 */
final class NewBehaviour {
  // Below it, most ordinary changes fix what tests cover already; above it, few do.
  private static final int LINES_MUCH = 40;
  private static final int DECISIONS_MUCH = 8;
  private static final int LINES_SOME = 24;
  private static final int DECISIONS_SOME = 5;

  /** Views are looked at; their tests, if any, are of the whole program. */
  private static final Set<String> VIEWS = Set.of("tsx", "jsx", "vue", "svelte", "y", "l");

  private static final Pattern TEXT =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*+|\\d[\\w.]*+");
  private static final Pattern BLANKS = Pattern.compile("\\s++");

  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "else",
          "elif",
          "elsif",
          "unless",
          "for",
          "foreach",
          "while",
          "until",
          "switch",
          "case",
          "when",
          "match",
          "catch",
          "except",
          "rescue",
          "try",
          "return",
          "throw",
          "raise",
          "await",
          "async",
          "yield",
          "break",
          "continue",
          "not",
          "and",
          "or",
          "null",
          "nil",
          "None",
          "true",
          "false",
          "True",
          "False",
          "new",
          "delete",
          "defer",
          "go");

  private static final Pattern DECISION =
      Pattern.compile(
          "\\b(?:if|elif|elsif|unless|for|foreach|while|until|case|when|match|catch|except|rescue)\\b|&&|\\|\\||\\s\\?\\s");

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?:import|from|package|use|using|require|require_relative|include|#include|export \\*"
              + "|export \\{|namespace|module|mod|pub mod|pub use|extern|typedef|type|interface"
              + "|export type|export interface|declare|@|#\\[|#define|#pragma|#if|#endif|#else"
              + "|\\[)\\b?.*|[\\s{}()\\[\\];,]*|end|else\\b.*|\\*.*");

  private final Map<String, Integer> removed = new HashMap<>();
  private final Map<String, FileLine> first = new HashMap<>();
  private int lines;
  private int decisions;

  private NewBehaviour() {}

  static NewBehaviour of(List<ChangedFile> files) {
    NewBehaviour behaviour = new NewBehaviour();
    for (ChangedFile file : files) {
      BlockComments comments = BlockComments.of(file);
      file.removed().stream()
          .filter(line -> !comments.has(line))
          .forEach(line -> behaviour.remove(file.path(), line));
    }
    for (ChangedFile file : files) {
      if (counts(file)) {
        BlockComments comments = BlockComments.of(file);
        file.added().stream()
            .filter(line -> !comments.has(line))
            .forEach(line -> behaviour.add(file, line));
      }
    }
    return behaviour;
  }

  private static boolean counts(ChangedFile file) {
    return FileRole.of(file) == FileRole.LIBRARY
        && FileClassifier.production(file.path())
        && !FileClassifier.words(file.path())
        && !VIEWS.contains(FileClassifier.extension(file.path()))
        && file.readable()
        && file.handwritten();
  }

  boolean much() {
    return lines >= LINES_MUCH && decisions >= DECISIONS_MUCH;
  }

  boolean some() {
    return lines >= LINES_SOME && decisions >= DECISIONS_SOME;
  }

  /** The first line of a file that does something new. */
  Optional<FileLine> first(ChangedFile file) {
    return Optional.ofNullable(first.get(file.path()));
  }

  private void remove(String path, FileLine line) {
    String code = bare(line);
    if (does(path, code)) {
      removed.merge(shape(code), 1, Integer::sum);
      decisions -= count(code);
    }
  }

  private void add(ChangedFile file, FileLine line) {
    String code = bare(line);
    if (!does(file.path(), code)) {
      return;
    }
    decisions += count(code);
    String shape = shape(code);
    int left = removed.getOrDefault(shape, 0);
    if (left > 0) {
      removed.put(shape, left - 1);
    } else {
      lines++;
      first.putIfAbsent(file.path(), line);
    }
  }

  private static String bare(FileLine line) {
    return line.content().replace("\ufeff", "").strip();
  }

  private static boolean does(String path, String code) {
    return !FileClassifier.isCommentOrBlank(path, code) && !NOTHING.matcher(code).matches();
  }

  private static int count(String code) {
    return (int) DECISION.matcher(TEXT.matcher(code).replaceAll("")).results().count();
  }

  /** A line with its names, texts and numbers left out. */
  private static String shape(String code) {
    String bare = TEXT.matcher(code).replaceAll("s");
    String words =
        WORD.matcher(bare)
            .replaceAll(match -> KEYWORDS.contains(match.group()) ? match.group() : "w");
    return BLANKS.matcher(words).replaceAll("");
  }
}

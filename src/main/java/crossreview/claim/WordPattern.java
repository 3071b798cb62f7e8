package crossreview.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of words, as people write a phrase.
 *
 * <pre>
 *   all          this word
 *   is|are       one of these
 *   TESTS        a word of this class, see {@link ClaimPhrases}
 *   all?         this word, or nothing
 *   ~3           at most three other words of the same clause
 *   ^            the sentence begins here
 * </pre>
 */
final class WordPattern {
  private static final String START = "^";

  private final List<PatternStep> steps;

  private WordPattern(List<PatternStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param skips how many words may come before it
   */
  private record PatternStep(WordClass word, boolean optional, int skips, boolean start) {}

  /**
   * The words that fit: these, and those of a form such as a number.
   *
   * @param literals in lower case
   */
  record WordClass(Set<String> literals, List<Predicate<String>> forms) {
    static WordClass of(Set<String> literals) {
      return new WordClass(literals, List.of());
    }

    static WordClass of(Predicate<String> form) {
      return new WordClass(Set.of(), List.of(form));
    }

    private boolean has(String word) {
      if (literals.contains(word)) {
        return true;
      }
      for (Predicate<String> form : forms) {
        if (form.test(word)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The words that matched: from the first to before {@code to}. */
  record WordMatch(int from, int to) {}

  /** Reads a pattern. */
  static WordPattern of(String text, Map<String, WordClass> classes) {
    List<PatternStep> steps = new ArrayList<>();
    int skips = 0;
    boolean start = false;
    for (String piece : text.split(" ")) {
      if (piece.equals(START)) {
        start = true;
      } else if (piece.startsWith("~")) {
        skips = Integer.parseInt(piece.substring(1));
      } else {
        boolean optional = piece.endsWith("?");
        String name = optional ? piece.substring(0, piece.length() - 1) : piece;
        steps.add(new PatternStep(word(name, classes), optional, skips, start));
        skips = 0;
        start = false;
      }
    }
    return new WordPattern(steps);
  }

  private static WordClass word(String name, Map<String, WordClass> classes) {
    Set<String> literals = new HashSet<>();
    List<Predicate<String>> forms = new ArrayList<>();
    for (String each : name.split("\\|")) {
      WordClass known = classes.getOrDefault(each, WordClass.of(Set.of(each)));
      literals.addAll(known.literals());
      forms.addAll(known.forms());
    }
    return new WordClass(Set.copyOf(literals), List.copyOf(forms));
  }

  /**
   * Words of which a sentence has one if the pattern matches anywhere in it; empty where only the
   * form of words is said. Of several sets the smallest one.
   */
  Set<String> required() {
    Set<String> smallest = Set.of();
    for (PatternStep step : steps) {
      Set<String> literals = step.word().literals();
      boolean needed = !step.optional() && step.word().forms().isEmpty();
      if (needed && (smallest.isEmpty() || literals.size() <= smallest.size())) {
        smallest = literals;
      }
    }
    return smallest;
  }

  /** The first place where it matches from this word on, or null. */
  @Nullable WordMatch find(List<String> words, int from) {
    for (int at = from; at < words.size(); at++) {
      int end = steps.getFirst().start() && at > 0 ? -1 : match(words, at, 0);
      if (end > at) {
        return new WordMatch(at, end);
      }
    }
    return null;
  }

  /** After the last word that matches, or -1; a pattern has a few steps, so it tries them all. */
  private int match(List<String> words, int at, int step) {
    if (step == steps.size()) {
      return at;
    }
    PatternStep now = steps.get(step);
    int end = -1;
    for (int skip = 0; skip <= now.skips() && end < 0 && at + skip < words.size(); skip++) {
      String word = words.get(at + skip);
      if (now.word().has(word)) {
        end = match(words, at + skip + 1, step + 1);
      }
      if (word.equals(ProseSentence.CLAUSE)) {
        break; // a phrase does not reach into the next clause
      }
    }
    return end < 0 && now.optional() ? match(words, at, step + 1) : end;
  }
}

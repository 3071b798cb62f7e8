package crossreview.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Metaphors and turns of phrase that a reader in another language has to decode, each with the
 * usual word.
 *
 * <p>Identifiers are read word by word, so a retired word is found inside of a name as well. Terms
 * of the glossary that are metaphors by origin (floor, seat, fence, head, feed) are allowed, and so
 * are "bench" for measurements and "wire" for what travels between machines.
 */
final class RetiredWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("annex", "rest, part"),
          Map.entry("chore", "maintenance job"),
          Map.entry("chores", "maintenance jobs"),
          Map.entry("dice", "randomness"),
          Map.entry("door", "API"),
          Map.entry("doors", "APIs"),
          Map.entry("doorway", "request filter"),
          Map.entry("house", "codebase, project"),
          Map.entry("law", "decider, rules"),
          Map.entry("lane", "queue, quota, worker"),
          Map.entry("lanes", "queues, quotas, workers"),
          Map.entry("machinery", "wiring, module"),
          Map.entry("mend", "fix"),
          Map.entry("mended", "fixed"),
          Map.entry("mending", "fixing"),
          Map.entry("mends", "fixes"),
          Map.entry("plot", "plan, script"),
          Map.entry("purse", "budget share"),
          Map.entry("rooms", "packages"),
          Map.entry("treasury", "budget"),
          Map.entry("upkeep", "maintenance"));

  private static final Map<String, String> PHRASES =
      Map.of(
          "(stands?|stood|standing) in the way", "blocks, prevents",
          "hand(s|ed|ing)? (\\w+ ){0,2}in(?! turn)", "submit",
          "(gives?|gave|given|giving) (\\w+ )?back", "return, release",
          "(takes?|took|taken|taking) (\\w+ )?back", "revert, revoke",
          "for ever", "forever, without a limit",
          "(make|makes|made) (\\w+ )?again", "rebuild",
          "(one|event|object|line) a line", "per line");

  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

  private RetiredWords() {}

  /** Each retired word of a text with its line and the usual word instead. */
  static List<String> violations(String name, String text) {
    Stream<String> words =
        WORD.matcher(text)
            .results()
            .filter(word -> WORDS.containsKey(lower(word.group())))
            .map(
                word -> at(name, text, word.start(), word.group(), WORDS.get(lower(word.group()))));
    Stream<String> phrases =
        PHRASES.entrySet().stream()
            .flatMap(phrase ->
                Pattern.compile("(?i)\\b" + phrase.getKey().replace(" ", "\\s+") + "\\b")
                    .matcher(text)
                    .results()
                    .map(f -> at(name, text, f.start(), f.group(), phrase.getValue())));
    return Stream.concat(words, phrases).toList();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String at(String name, String text, int position, String found, String instead) {
    long line = 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
    String words = found.replaceAll("\\s+", " ");
    return name + ":" + line + ": '" + words + "' is retired, write: " + instead;
  }
}

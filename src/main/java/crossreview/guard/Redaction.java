package crossreview.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by {@code [redacted:<kind>]} in values that are about to be encoded.
 *
 * <p>Two sorts are known: the configured keys, as they are and in the spellings that they take in
 * addresses, headers and nested JSON; and whatever the scanner recognises by its look. Keys can be
 * added. Any thread; time linear in the text; a text with nothing suspicious comes back as the same
 * object.
 */
public final class Redaction {
  /** Shorter keys would blacken ordinary words; settings refuse them. */
  public static final int KEY_MIN = 8;

  /** Keys that were replaced stay hidden: what was asked with them may still be answered. */
  private static final int FORMER_MAX = 1_000; // a key that changes daily, for years

  private final Function<String, List<SecretSpan>> scanner;
  private final Set<String> known = new LinkedHashSet<>();
  private volatile KeyMatcher keys;
  private volatile Function<String, List<SecretSpan>> rules;

  private Redaction(
      Collection<String> keys,
      Function<String, List<SecretSpan>> scanner,
      Function<String, List<SecretSpan>> rules) {
    this.scanner = scanner;
    this.rules = rules;
    this.known.addAll(keys);
    this.keys = matcher(keys);
  }

  /**
   * A redaction that knows these keys and everything that {@link SecretScanner} recognises.
   *
   * @param keys each of at least {@link #KEY_MIN} characters
   */
  public static Redaction of(List<String> keys) {
    return of(keys, SecretScanner::spans);
  }

  /** The same with another scanner; it is asked about texts only that are worth a scan. */
  static Redaction of(List<String> keys, Function<String, List<SecretSpan>> scanner) {
    return new Redaction(keys, scanner, text -> List.of());
  }

  /**
   * The same beside what other rules find.
   *
   * @param others is asked about each text, so it looks for itself whether a text is worth a scan
   */
  public synchronized Redaction beside(Function<String, List<SecretSpan>> others) {
    return new Redaction(known, scanner, others);
  }

  private static KeyMatcher matcher(Collection<String> keys) {
    for (String key : keys) {
      if (key.length() < KEY_MIN) {
        throw new IllegalArgumentException("a key has at least 8 characters, got " + key.length());
      }
    }
    return KeyMatcher.of(KeyEncodings.of(List.copyOf(keys)));
  }

  /**
   * Hides these keys as well from now on: they are hidden when this returns, and those that were
   * known stay hidden. Of keys that no later call names, the thousand newest are kept.
   */
  public synchronized void learn(Collection<String> present) {
    known.removeAll(present);
    while (known.size() > FORMER_MAX) {
      known.remove(known.iterator().next());
    }
    known.addAll(present);
    keys = matcher(known);
  }

  /** Asks other rules from now on than those of {@link #beside}. */
  public void replaceRules(Function<String, List<SecretSpan>> others) {
    rules = others;
  }

  /** What only the other rules find; empty without such rules. */
  public List<SecretSpan> besides(String text) {
    return rules.apply(text);
  }

  /** The text without secrets; the same object if it has none. */
  public String redact(String text) {
    List<SecretSpan> spans = keys.spans(text);
    if (SecretPrefilter.mayMatch(text)) {
      List<SecretSpan> looks = scanner.apply(text);
      spans = looks.isEmpty() ? spans : joined(spans, looks);
    }
    List<SecretSpan> others = rules.apply(text);
    spans = others.isEmpty() ? spans : joined(spans, others);
    return spans.isEmpty() ? text : masked(text, spans);
  }

  /**
   * The value of maps, lists, texts, numbers, booleans and null with all texts redacted; names of
   * fields stay. What has no secret in it comes back as the same object.
   */
  public @Nullable Object redactTree(Object value) {
    return switch (value) {
      case null -> null;
      case String text -> redact(text);
      case Map<?, ?> map -> map(map);
      case List<?> list -> list(list);
      default -> value;
    };
  }

  private Object map(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object redacted = redactTree(entry.getValue());
      changed |= redacted != entry.getValue();
      copy.put(entry.getKey(), redacted);
    }
    return changed ? copy : map;
  }

  private Object list(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object item : list) {
      Object redacted = redactTree(item);
      changed |= redacted != item;
      copy.add(redacted);
    }
    return changed ? copy : list;
  }

  private static List<SecretSpan> joined(List<SecretSpan> some, List<SecretSpan> others) {
    List<SecretSpan> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /** Spans that overlap become one, under the name of the first. */
  private static String masked(String text, List<SecretSpan> spans) {
    List<SecretSpan> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(SecretSpan::from)); // keys first where both begin
    StringBuilder out = new StringBuilder(text.length());
    int shown = 0; // everything before this index is out already
    for (SecretSpan secretSpan : sorted) {
      if (secretSpan.from() >= shown) {
        out.append(text, shown, secretSpan.from())
            .append("[redacted:")
            .append(secretSpan.kind())
            .append(']');
      }
      shown = Math.max(shown, secretSpan.to());
    }
    return out.append(text, shown, text.length()).toString();
  }
}

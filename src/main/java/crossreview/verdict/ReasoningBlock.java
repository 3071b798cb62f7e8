package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The thought that some models and programs write before their answer.
 *
 * <p>Three forms are known: a leading block between two tags, the lines of {@code ollama run}, and
 * a closing tag whose opening tag a server has taken away. A thought that never ends is the whole
 * answer: nothing in it is a verdict.
 */
public final class ReasoningBlock {
  private static final int OPEN_MAX = 16; // no opening mark is longer
  private static final List<ReasoningTag> TAGS =
      List.of(
          new ReasoningTag("<think>", "</think>", false),
          new ReasoningTag("<thinking>", "</thinking>", false),
          new ReasoningTag("<thought>", "</thought>", false),
          new ReasoningTag("<reasoning>", "</reasoning>", false),
          new ReasoningTag("<seed:think>", "</seed:think>", false),
          new ReasoningTag("[think]", "[/think]", false),
          new ReasoningTag("◁think▷", "◁/think▷", false),
          new ReasoningTag("thinking...", "...done thinking.", true),
          new ReasoningTag("thinking…", "…done thinking.", true));

  private ReasoningBlock() {}

  /**
   * What begins and ends a thought, in lower case.
   *
   * @param lines whether each is a line of its own
   */
  private record ReasoningTag(String open, String close, boolean lines) {
    boolean opensAt(String folded, int at) {
      return folded.startsWith(open, at) && (!lines || isLine(folded, at, at + open.length()));
    }

    boolean closesAt(String folded, int at) {
      return folded.startsWith(close, at) && (!lines || isLine(folded, at, at + close.length()));
    }

    private static boolean isLine(String text, int from, int to) {
      return (from == 0 || text.charAt(from - 1) == '\n')
          && (to == text.length() || "\r\n".indexOf(text.charAt(to)) >= 0);
    }

    /** The index after the first end of a thought; the text's own end if the thought never ends. */
    int end(String folded) {
      return IntStream.range(0, folded.length())
          .filter(at -> closesAt(folded, at))
          .map(at -> at + close.length())
          .findFirst()
          .orElse(folded.length());
    }
  }

  /** Whether a text has such marks itself; then an answer about it is not searched for them. */
  public static boolean occursIn(String text) {
    String folded = fold(text);
    return TAGS.stream()
        .anyMatch(tag -> folded.contains(tag.open()) || folded.contains(tag.close()));
  }

  /** What follows the thought; nothing if the thought never ends; else the answer as it is. */
  public static String strip(String answer) {
    String rest = answer.stripLeading();
    ReasoningTag tag = leading(rest);
    if (tag == null) {
      int end = loneEnd(answer);
      return end == 0 ? answer : answer.substring(end).stripLeading();
    }
    while (tag != null) {
      rest = rest.substring(tag.end(fold(rest))).stripLeading();
      tag = leading(rest);
    }
    return rest;
  }

  private static @Nullable ReasoningTag leading(String text) {
    String start = fold(text.substring(0, Math.min(text.length(), OPEN_MAX)));
    return TAGS.stream().filter(tag -> tag.opensAt(start, 0)).findFirst().orElse(null);
  }

  /** Keeps the length, so that indices agree. */
  private static String fold(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    return folded.length() == text.length() ? folded : text;
  }

  /**
   * The end of a closing tag that has no opening one, or 0. No opening tag, open fence or broken
   * JSON comes before it. Where the text begins with an object and has another one after the tag,
   * it is unknown which of them is meant, so both stay.
   */
  private static int loneEnd(String text) {
    String folded = fold(text);
    if (TAGS.stream().noneMatch(tag -> folded.contains(tag.close()))) {
      return 0; // most answers, some of them of megabytes
    }
    boolean fenced = false;
    int at = 0;
    while (at >= 0 && at < text.length()) {
      ReasoningTag closed = fenced || quoted(text, at) ? null : closing(folded, at);
      if (closed != null) {
        int end = at + closed.close().length();
        return beginsWithObject(text) && hasObject(text, end) ? 0 : end;
      }
      if (opens(folded, at)) {
        return 0;
      }
      fenced ^= text.startsWith("```", at) && (at == 0 || text.charAt(at - 1) == '\n');
      at = object(text, at) ? objectEnd(text, at) : at + 1;
    }
    return 0;
  }

  private static boolean quoted(String text, int at) {
    return at > 0 && "`\"'".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static boolean beginsWithObject(String text) {
    return !text.isBlank() && "{[`".indexOf(text.strip().charAt(0)) >= 0;
  }

  private static boolean hasObject(String text, int from) {
    return IntStream.range(from, text.length()).anyMatch(at -> object(text, at));
  }

  private static boolean object(String text, int at) {
    return text.charAt(at) == '{' && JsonExtractor.namesAKey(text, at);
  }

  private static boolean opens(String folded, int at) {
    return TAGS.stream().anyMatch(tag -> tag.opensAt(folded, at));
  }

  private static @Nullable ReasoningTag closing(String folded, int at) {
    return TAGS.stream().filter(tag -> tag.closesAt(folded, at)).findFirst().orElse(null);
  }

  private static int objectEnd(String text, int at) {
    try {
      return JsonReader.readAt(text, at).end();
    } catch (InvalidJsonException e) {
      return -1; // what was broken off may have been the answer
    }
  }
}

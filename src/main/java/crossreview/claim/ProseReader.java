package crossreview.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Divides a text into sentences. Blocks of code, lines that quote another text, items of lists that
 * are not ticked and what stands under a heading of plans are left out; a quotation inside of a
 * sentence becomes one word.
 */
final class ProseReader {
  private static final Set<String> PLANS =
      Set.of(
          "plan",
          "plans",
          "planned",
          "todo",
          "steps",
          "criteria",
          "criterion",
          "requirements",
          "expected",
          "goals",
          "goal",
          "next",
          "proposal",
          "checklist",
          "how",
          "acceptance",
          "done",
          "roadmap",
          "usage",
          "example",
          "examples");
  private static final String OPENING = "\"“«„";
  private static final String CLOSING = "\"”»“";
  private static final int QUOTATION_MAX = 600; // a longer one is a mark without its partner
  private static final int CODE_INDENT = 4;

  private final List<ProseSentence> sentences = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private final List<Integer> starts = new ArrayList<>(); // of the paragraph's lines
  private int firstLine;
  private boolean inFence;
  private boolean inPlans;

  private ProseReader() {}

  /** The sentences of a text. */
  static List<ProseSentence> read(String text) {
    ProseReader reader = new ProseReader();
    int number = 1;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      reader.take(line, number);
      number++;
    }
    reader.close();
    return reader.sentences;
  }

  private void take(String line, int number) {
    String bare = line.strip();
    if (bare.startsWith("```") || bare.startsWith("~~~")) {
      close();
      inFence = !inFence;
    } else if (inFence || bare.isEmpty() || bare.startsWith(">")) {
      close();
    } else if (bare.startsWith("#")) {
      close();
      heading(bare);
    } else if (paragraph.isEmpty() && isCode(line)) {
      close();
    } else if (!inPlans) {
      prose(bare, number);
    }
  }

  private static boolean isCode(String line) {
    int indent = line.length() - line.stripLeading().length();
    return line.startsWith("\t") || indent >= CODE_INDENT;
  }

  private void heading(String bare) {
    String title = bare.replace('#', ' ').replace(':', ' ').toLowerCase(Locale.ROOT).strip();
    inPlans = Arrays.stream(title.split(" ")).anyMatch(PLANS::contains);
  }

  private void prose(String bare, int number) {
    String item = withoutMarker(bare);
    if (!item.equals(bare) || bare.startsWith("|")) {
      close();
    }
    if (item.startsWith("[ ]")) {
      return; // a box that nobody ticked
    }
    if (paragraph.isEmpty()) {
      firstLine = number;
    } else {
      paragraph.append(' ');
    }
    starts.add(paragraph.length());
    paragraph.append(item.startsWith("[x]") || item.startsWith("[X]") ? item.substring(3) : item);
    if (bare.startsWith("|")) {
      close();
    }
  }

  /** Without the mark of a list's item. */
  private static String withoutMarker(String bare) {
    if (bare.startsWith("- ") || bare.startsWith("* ") || bare.startsWith("+ ")) {
      return bare.substring(2).strip();
    }
    int digits = 0;
    while (digits < bare.length() && Character.isDigit(bare.charAt(digits))) {
      digits++;
    }
    boolean numbered =
        digits > 0
            && digits + 1 < bare.length()
            && (bare.charAt(digits) == '.' || bare.charAt(digits) == ')')
            && bare.charAt(digits + 1) == ' ';
    return numbered ? bare.substring(digits + 2).strip() : bare;
  }

  /** Ends the paragraph: its sentences are complete. */
  private void close() {
    String text = withoutQuotations(paragraph);
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (ends(text, from, at)) {
        add(text, from, at + 1);
        from = at + 1;
      }
    }
    add(text, from, text.length());
    paragraph.setLength(0);
    starts.clear();
  }

  private void add(String text, int from, int to) {
    if (text.substring(from, to).isBlank()) {
      return;
    }
    int begin = from;
    while (Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    int place = Collections.binarySearch(starts, begin);
    int line = firstLine + (place < 0 ? -place - 2 : place);
    String shown = paragraph.substring(begin, to).strip();
    sentences.add(ProseSentence.of(line, shown, text.substring(begin, to)));
  }

  /**
   * Whether a sentence ends here: not inside of a name or a number, nor after a single word that
   * says what follows ("Goal: …").
   */
  private static boolean ends(String text, int from, int at) {
    char here = text.charAt(at);
    boolean last = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
    return last
        && (here == '.'
            || here == '!'
            || here == '?'
            || here == ';'
            || here == ':' && text.substring(from, at).strip().indexOf(' ') > 0);
  }

  /** Quotations become marks of the same length, so that places stay. */
  private static String withoutQuotations(CharSequence text) {
    StringBuilder out = new StringBuilder(text);
    int at = 0;
    while (at < out.length()) {
      int end = closing(out, at);
      for (int i = at; i <= end; i++) {
        out.setCharAt(i, ProseSentence.BLANK);
      }
      at = Math.max(at, end) + 1;
    }
    return out.toString();
  }

  /** Where the quotation ends that begins here, or -1. */
  private static int closing(CharSequence text, int at) {
    int kind = OPENING.indexOf(text.charAt(at));
    if (kind < 0) {
      return -1;
    }
    int most = Math.min(text.length(), at + QUOTATION_MAX);
    for (int end = at + 1; end < most; end++) {
      if (text.charAt(end) == CLOSING.charAt(kind)) {
        return end;
      }
    }
    return -1;
  }
}

package crossreview.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Base64 that goes on over several lines, as encoders wrap it, or over line ends that are escaped
 * in a string. Lines but the first and the last are of one width. Pure; linear in the text.
 */
final class WrappedBase64 {
  private static final String BEFORE = " \t>#*\"'";
  private static final String AFTER = "=\"',;\\\r";

  private final String text;
  private final Function<String, @Nullable SecretSpan> scanner;
  private final List<SecretSpan> found = new ArrayList<>();
  private final List<Piece> block = new ArrayList<>();
  private int escape = -1;

  private WrappedBase64(String text, Function<String, @Nullable SecretSpan> scanner) {
    this.text = text;
    this.scanner = scanner;
  }

  /** The digits of a line. */
  private record Piece(int from, int to) {
    int width() {
      return to - from;
    }
  }

  /**
   * The blocks that spell a secret, each as a whole.
   *
   * @param scanner what joined digits spell
   */
  static List<SecretSpan> in(String text, Function<String, @Nullable SecretSpan> scanner) {
    WrappedBase64 wrapped = new WrappedBase64(text, scanner);
    wrapped.read(false);
    if (text.contains("\n+") || text.contains("\n-")) {
      wrapped.read(true);
    }
    return wrapped.found;
  }

  /**
   * @param marks whether a plus or minus at the begin of a line is the mark of a diff
   */
  private void read(boolean marks) {
    escape = -1;
    int begin = 0;
    while (begin < text.length()) {
      int newline = text.indexOf('\n', begin);
      int end = newline < 0 ? text.length() : newline;
      boolean mark = marks && begin < end && "+-".indexOf(text.charAt(begin)) >= 0;
      parts(mark ? begin + 1 : begin, end);
      begin = end + 1;
    }
    close();
  }

  /** A line, divided where it has an escaped end of a line. */
  private void parts(int begin, int end) {
    int from = begin;
    for (int escape = escape(from); escape < end; escape = escape(from)) {
      line(from, escape);
      from = escape + 2;
    }
    line(from, end);
  }

  /** The next escaped end of a line, found once for all lines before it. */
  private int escape(int from) {
    if (escape < from) {
      int next = text.indexOf("\\n", from);
      escape = next < 0 ? Integer.MAX_VALUE : next;
    }
    return escape;
  }

  private void line(int begin, int end) {
    int to = end;
    while (to > begin && AFTER.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    int from = to;
    while (from > begin && SecretDisguises.digit(text.charAt(from - 1))) {
      from--;
    }
    Piece piece = new Piece(from, to);
    if (piece.width() == 0 || !alone(begin, from) || !fits(piece)) {
      close();
    }
    if (piece.width() > 0) {
      block.add(piece);
    }
  }

  private boolean alone(int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (BEFORE.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Piece piece) {
    if (block.size() < 2) {
      return true;
    }
    int width = block.get(1).width();
    return block.getLast().width() == width && piece.width() <= width;
  }

  /** The first line may be a word before the block, or its begin behind a name. */
  private void close() {
    boolean wide =
        block.size() > 1
            && block.stream()
                .limit(2)
                .anyMatch(piece -> piece.width() >= SecretDisguises.BASE64_MIN);
    if (wide && !spells(block)) {
      spells(block.subList(1, block.size()));
    }
    block.clear();
  }

  private boolean spells(List<Piece> pieces) {
    StringBuilder digits = new StringBuilder();
    pieces.forEach(piece -> digits.append(text, piece.from(), piece.to()));
    SecretSpan span = scanner.apply(digits.toString());
    if (span != null) {
      int from = pieces.getFirst().from();
      found.add(new SecretSpan(span.kind(), span.label(), from, pieces.getLast().to()));
    }
    return span != null;
  }
}

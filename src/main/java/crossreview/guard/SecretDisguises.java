package crossreview.guard;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets that a text has in another spelling: with characters that are not seen between
 * their letters, with percent signs (RFC 3986), or in base64 (RFC 4648).
 *
 * <p>Only what was changed by reading it differently is added, so a text without such spellings
 * costs one look at each of its characters. Pure; any thread; linear in the text.
 */
final class SecretDisguises {
  /** Longer lines are read in pieces, each with a map of its characters. */
  private static final int PIECE = 64 * 1024;

  private static final int OVERLAP = 2 * 1024; // longer than a key

  /** 24: the shortest key of a known format has 18 characters. */
  static final int BASE64_MIN = 24;

  private final String text;
  private final Function<String, List<SecretSpan>> scanner;
  private final List<SecretSpan> found = new ArrayList<>();

  private SecretDisguises(String text, Function<String, List<SecretSpan>> scanner) {
    this.text = text;
    this.scanner = scanner;
  }

  /** Whether a text has characters that are not seen or written with a percent sign. */
  static boolean occurIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (unseen(text.charAt(i)) || escape(text, i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * These spans and those of other spellings, in order and without overlap.
   *
   * @param plain what is found in the text as it is
   * @param scanner what finds secrets in a plain text
   */
  static List<SecretSpan> joined(
      String text, List<SecretSpan> plain, Function<String, List<SecretSpan>> scanner) {
    SecretDisguises disguises = new SecretDisguises(text, scanner);
    disguises.lines();
    disguises.encoded();
    disguises.found.addAll(WrappedBase64.in(text, disguises::spelled));
    if (disguises.found.isEmpty()) {
      return plain;
    }
    List<SecretSpan> all = new ArrayList<>(plain);
    all.addAll(disguises.found);
    all.sort(Comparator.comparingInt(SecretSpan::from));
    return merged(all);
  }

  /** Those that overlap become one, under the name of the first. */
  private static List<SecretSpan> merged(List<SecretSpan> sorted) {
    List<SecretSpan> merged = new ArrayList<>();
    for (SecretSpan next : sorted) {
      SecretSpan last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && next.from() < last.to()) {
        int to = Math.max(last.to(), next.to());
        merged.set(merged.size() - 1, new SecretSpan(last.kind(), last.label(), last.from(), to));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private void lines() {
    for (int begin = 0; begin < text.length(); ) {
      int newline = text.indexOf('\n', begin);
      int end = newline < 0 ? text.length() : newline + 1;
      for (int from = begin; from < end; from += PIECE - OVERLAP) {
        piece(from, Math.min(end, from + PIECE));
        if (from + PIECE >= end) {
          break;
        }
      }
      begin = end;
    }
  }

  private void piece(int from, int to) {
    String piece = text.substring(from, to);
    if (!occurIn(piece)) {
      return;
    }
    StringBuilder plain = new StringBuilder(piece.length());
    int[] places = new int[piece.length() + 1];
    for (int i = 0; i < piece.length(); ) {
      int decoded = escape(piece, i);
      if (!unseen(piece.charAt(i))) {
        places[plain.length()] = from + i;
        plain.append(decoded < 0 ? piece.charAt(i) : (char) decoded);
      }
      i += decoded < 0 ? 1 : 3;
    }
    places[plain.length()] = to;
    for (SecretSpan span : scanner.apply(plain.toString())) {
      add(span, places[span.from()], places[span.to()]);
    }
  }

  /** A value that only its name gives away is not taken from an address of the web. */
  private void add(SecretSpan span, int from, int to) {
    String shown = text.substring(from, to);
    boolean changed = shown.length() != span.to() - span.from();
    boolean names =
        text.substring(Math.max(0, from - OVERLAP), from).chars().anyMatch(c -> unseen((char) c));
    if (changed || names || !span.knownByName()) {
      found.add(new SecretSpan(span.kind(), span.label(), from, to));
    }
  }

  /** The printable character that {@code %XX} at an index means, or -1. */
  private static int escape(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    int value = high < 0 || low < 0 ? -1 : high * 16 + low;
    return value > ' ' && value < 127 ? value : -1;
  }

  /** Characters without width, marks of direction, and soft hyphens. */
  private static boolean unseen(char c) {
    return c == '\u00ad'
        || c == '\u034f'
        || c == '\u061c'
        || c == '\u180e'
        || c >= '\u200b' && c <= '\u200f'
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2060' && c <= '\u206f'
        || c >= '\ufe00' && c <= '\ufe0f'
        || c == '\ufeff';
  }

  private void encoded() {
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      while (end < text.length() && digit(text.charAt(end))) {
        end++;
      }
      if (end - begin >= BASE64_MIN) {
        boolean mark = begin == 0 || text.charAt(begin - 1) == '\n';
        if (!decoded(begin, end) && mark && "+-".indexOf(text.charAt(begin)) >= 0) {
          decoded(begin + 1, end); // the mark of a line of a diff
        }
      }
      begin = end + 1;
    }
  }

  static boolean digit(char c) {
    return SecretScanner.wordCharacter(c) || c == '+' || c == '/' || c == '-';
  }

  /** Whether these digits spell a text with a secret that has a form of its own. */
  private boolean decoded(int begin, int end) {
    SecretSpan span = spelled(text.substring(begin, end));
    if (span != null) {
      found.add(new SecretSpan(span.kind(), span.label(), begin, end));
    }
    return span != null;
  }

  /** The first secret with a form of its own that digits spell, named as such. */
  private @Nullable SecretSpan spelled(String digits) {
    String plain = digits.length() < BASE64_MIN ? null : plain(digits);
    if (plain == null) {
      return null;
    }
    return scanner.apply(plain).stream()
        .filter(span -> !span.knownByName())
        .findFirst()
        .map(span ->
            new SecretSpan(span.kind(), span.label() + " in base64", span.from(), span.to()))
        .orElse(null);
  }

  /** What base64 spells; absent where it is not a text; the first digits already tell of data. */
  private static @Nullable String plain(String digits) {
    String usual = digits.replace('-', '+').replace('_', '/');
    String first = bytes(usual.substring(0, BASE64_MIN));
    return first == null ? null : bytes(usual);
  }

  private static @Nullable String bytes(String digits) {
    int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
    StringBuilder out = new StringBuilder();
    for (byte b : Base64.getDecoder().decode(digits.substring(0, whole))) {
      boolean space = b == '\n' || b == '\t' || b == '\r';
      if (!space && (b < ' ' || b == 127)) {
        return null;
      }
      out.append((char) b);
    }
    return out.toString();
  }
}

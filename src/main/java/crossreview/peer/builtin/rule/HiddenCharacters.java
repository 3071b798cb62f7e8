package crossreview.peer.builtin.rule;

import crossreview.json.ControlCharacters;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The characters of a line that a reader does not see although nothing there needs them.
 *
 * <pre>
 * needed, so never named                      where
 * a byte order mark                           at the very beginning of a file
 * a joiner (U+200D)                           between two parts of an emoji
 * a joiner or non-joiner (U+200C, U+200D)     after a letter of a script that joins letters
 * a mark of direction (U+200E, U+200F, U+061C)  in a line that has letters written from the right
 * tags (U+E0020 to U+E007F)                   in the flag of a region, after U+1F3F4
 * a selector of a variant (U+E0100 …)         after an ideograph
 * a visible format character (U+0600 …)       anywhere
 * </pre>
 */
final class HiddenCharacters {
  private static final int NAMED_MAX = 8; // whoever sees eight looks at the line
  private static final int FLAG_MAX = 7; // a region has six letters at most, and an end

  /** Scripts whose letters are shaped by joiners: cursive ones, and those of the Indic family. */
  private static final Set<UnicodeScript> JOINED =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MANDAIC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final int[] line;
  private final boolean first;

  private HiddenCharacters(String line, boolean first) {
    this.line = line.codePoints().toArray();
    this.first = first;
  }

  /** Embeddings, overrides and isolates, which nothing but a text in two directions needs. */
  static String reordering(String line) {
    return names(line, false, ControlCharacters::reorders);
  }

  /** Words for a machine that a person cannot see: tags, and selectors that select nothing. */
  static String smuggled(String line) {
    return names(line, false, c -> c >= 0xe0000 && c <= 0xe0fff);
  }

  /**
   * All others.
   *
   * @param first whether it is the first line of its file
   */
  static String withoutWidth(String line, boolean first) {
    return names(line, first, c -> !ControlCharacters.reorders(c) && c < 0xe0000);
  }

  /** The code points that are not needed, or nothing. */
  private static String names(String line, boolean first, IntPredicate kind) {
    if (line.chars().noneMatch(c -> c >= 0xad)) {
      return "";
    }
    HiddenCharacters characters = new HiddenCharacters(line, first);
    return IntStream.range(0, characters.line.length)
        .filter(at -> ControlCharacters.isHidden(characters.line[at]))
        .filter(at -> kind.test(characters.line[at]) && !characters.needed(at))
        .map(at -> characters.line[at])
        .distinct()
        .sorted()
        .limit(NAMED_MAX)
        .mapToObj(ControlCharacters::name)
        .collect(Collectors.joining(", "));
  }

  private boolean needed(int at) {
    int c = line[at];
    return switch (c) {
      case 0xfeff -> first && at == 0;
      case 0x200d -> joined(at) || emoji(at);
      case 0x200c -> joined(at);
      case 0x200e, 0x200f, 0x061c -> IntStream.of(line).anyMatch(HiddenCharacters::fromTheRight);
      default -> visible(c) || c >= 0xe0100 && ideograph(at) || c >= 0xe0020 && flag(at);
    };
  }

  private boolean joined(int at) {
    return at > 0
        && (Character.isLetter(line[at - 1]) || mark(line[at - 1]))
        && JOINED.contains(UnicodeScript.of(line[at - 1]));
  }

  private static boolean mark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Between two pictures; a colour of skin or a selector may follow the first. */
  private boolean emoji(int at) {
    return at > 0
        && at + 1 < line.length
        && (line[at - 1] == 0xfe0f
            || Character.isEmojiModifier(line[at - 1])
            || Character.isExtendedPictographic(line[at - 1]))
        && Character.isExtendedPictographic(line[at + 1]);
  }

  private static boolean fromTheRight(int c) {
    byte direction = Character.getDirectionality(c);
    return Character.isLetter(c)
        && (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }

  /** Signs that stand before or around numbers and words in Arabic, Syriac and Kaithi. */
  private static boolean visible(int c) {
    return c >= 0x600 && c <= 0x605
        || c == 0x6dd
        || c == 0x70f
        || c == 0x890
        || c == 0x891
        || c == 0x8e2
        || c == 0x110bd
        || c == 0x110cd
        || c >= 0x13430 && c <= 0x1345f;
  }

  private boolean ideograph(int at) {
    return at > 0 && Character.isIdeographic(line[at - 1]);
  }

  private boolean flag(int at) {
    int begin = at;
    while (begin > 0
        && at - begin <= FLAG_MAX
        && line[begin] >= 0xe0020
        && line[begin] <= 0xe007f) {
      begin--;
    }
    return line[begin] == 0x1f3f4 && at - begin <= FLAG_MAX;
  }
}

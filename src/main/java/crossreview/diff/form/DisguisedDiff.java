package crossreview.diff.form;

import crossreview.diff.DiffFault;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The begin of a diff that colours, an indent or the lines of a graph hide from the parser. */
public final class DisguisedDiff {
  private static final String HUNK_REASON =
      "a hunk of a diff in a form that is read as text; submit the unified diff alone, or close"
          + " the code fence around a quoted one";

  private static final String MAIL_REASON =
      "a diff that a mail quotes; submit the diff itself, without > before its lines";

  private static final int BEGIN_MAX = 1_000;
  private static final int HEAD_MAX = 6; // lines of a file before its first hunk, with a table's
  private static final Pattern IN_MAIL = Pattern.compile("(?:> ?)+\\s*(?:@@|diff --git ).*");
  private static final Pattern COLOURED = Pattern.compile("(?:\u001b\\[[0-9;]*m)+diff --git .*");
  private static final Pattern IN_GRAPH = Pattern.compile("[|*/\\\\ ]*[|] {1,3}diff --git .*");

  private static final Pattern INDENTED = Pattern.compile("[ \\t]+diff --git .*");

  /** Also with the escapes of JSON, and with odd blanks. */
  private static final Pattern HUNK =
      Pattern.compile("@@\\h+(?:-\\d+(?:,\\d+)?\\h+){1,9}(?:\\+|\\\\u002[bB])\\d+(?:,\\d+)?\\h+@@");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[mK]");

  private DisguisedDiff() {}

  /** The 1-based line of a hunk header that reviewers have to be told of, or 0. */
  public record HunkPlace(int line, boolean quoted, String reason) {
    static final HunkPlace NONE = new HunkPlace(0, false, "");

    public List<DiffFault> faults() {
      return line == 0 || quoted ? List.of() : List.of(new DiffFault(line, reason, -1));
    }

    /** Its line if it is only quoted, or 0. */
    public int quotedLine() {
      return quoted ? line : 0;
    }
  }

  /**
   * The first hunk header of a plain text, wherever it is in a line, that nothing quotes: whatever
   * is before and after it, the lines around it are a change.
   *
   * <p>A source quotes one in string literals, if those with hunks are not most of it.
   *
   * @param quoted the lines that a document or a source quotes
   */
  public static HunkPlace hunk(List<String> lines, BitSet quoted) {
    int first = 0;
    long inside = 0;
    long all = lines.stream().mapToLong(String::length).sum();
    for (int i = 0; i < lines.size(); i++) {
      String line = plain(uncoloured(lines.get(i)));
      if (!line.contains("@@")) {
        continue;
      }
      Matcher matcher = HUNK.matcher(line);
      if (matcher.find()) {
        if (!quoted.get(i) && (isJson(lines) || !StringLiterals.holds(line, matcher.start()))) {
          boolean mail = IN_MAIL.matcher(begin(line)).matches();
          return new HunkPlace(i + 1, false, mail ? MAIL_REASON : HUNK_REASON);
        }
        first = first == 0 ? i + 1 : first;
        inside += quoted.get(i) ? 0 : around(lines, i);
      }
    }
    return first == 0 ? HunkPlace.NONE : new HunkPlace(first, 2 * inside <= all, HUNK_REASON);
  }

  /** A diff inside of JSON is most often the answer of a program, and what is to be reviewed. */
  private static boolean isJson(List<String> lines) {
    String begin = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    return begin.stripLeading().startsWith("{") || begin.stripLeading().startsWith("[");
  }

  /** The characters of a literal or a table that goes on over lines, as far as they are near. */
  private static long around(List<String> lines, int at) {
    long characters = lines.get(at).length();
    for (int i = at + 1; i < lines.size() && goesOn(lines.get(i)); i++) {
      if (HUNK.matcher(lines.get(i)).find()) {
        break; // counted with its own header
      }
      characters += lines.get(i).length();
    }
    for (int i = at - 1; i >= 0 && i >= at - HEAD_MAX && goesOn(lines.get(i)); i--) {
      characters += lines.get(i).length();
    }
    return characters;
  }

  private static boolean goesOn(String line) {
    return StringLiterals.isOnly(line) || StringLiterals.isRow(line);
  }

  /** Why hunks cannot be read whose lines have marks of words. */
  public static List<DiffFault> words(String text, List<DiffFault> faults) {
    if (faults.isEmpty()) {
      return List.of();
    }
    int row = 0;
    for (String line : text.lines().toList()) {
      row++;
      boolean marked = !line.startsWith("+") && !line.startsWith("-");
      if (marked && (encloses(line, "[-", "-]") || encloses(line, "{+", "+}"))) {
        return List.of(new DiffFault(row, "a word diff; use git diff without --word-diff", -1));
      }
    }
    return List.of();
  }

  private static boolean encloses(String line, String begin, String end) {
    int from = line.indexOf(begin);
    return from >= 0 && line.indexOf(end, from + begin.length()) >= 0;
  }

  /** Why rules cannot read a diff whose line ends are shown. */
  public static Optional<DiffFault> ends(String text) {
    return text.lines().allMatch(line -> line.endsWith("$"))
        ? Optional.of(
            new DiffFault(
                1, "each line ends with $, as cat -A shows it; submit the diff itself", -1))
        : Optional.empty();
  }

  /** As much of a line as tells how it begins: patterns recurse. */
  private static String begin(String line) {
    return line.length() <= BEGIN_MAX ? line : line.substring(0, BEGIN_MAX);
  }

  /** The line with ordinary signs in the place of wide ones (U+FF01 to U+FF5E). */
  private static String plain(String line) {
    return line.indexOf('\uff20') < 0 ? line : Normalizer.normalize(line, Normalizer.Form.NFKC);
  }

  /** The line without colours. */
  static String uncoloured(String line) {
    return line.indexOf('\u001b') < 0 ? line : COLOUR.matcher(line).replaceAll("");
  }

  public static List<DiffFault> faults(List<String> lines) {
    List<DiffFault> faults = new ArrayList<>();
    if (lines.stream().noneMatch(line -> line.contains("diff --git "))) {
      return faults;
    }
    int row = 0;
    boolean first = true; // later in a text, an indent is how documents quote
    for (String whole : lines) {
      row++;
      String line = begin(whole);
      if (COLOURED.matcher(line).matches()) {
        faults.add(new DiffFault(row, "colour codes; use --no-color", -1));
      } else if (IN_GRAPH.matcher(line).matches()) {
        faults.add(new DiffFault(row, "a diff in a graph; use git log without --graph", -1));
      } else if (IN_MAIL.matcher(line).matches()) {
        return List.of(new DiffFault(row, MAIL_REASON, -1));
      } else if (first && INDENTED.matcher(line).matches()) {
        faults.add(new DiffFault(row, "an indented diff; remove the indentation", -1));
      }
      first &= line.isBlank();
    }
    return faults;
  }
}

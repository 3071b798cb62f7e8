package crossreview.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Secrets that announce themselves by a prefix: the public key formats of the vendors.
 *
 * <p>A rule is a prefix and a run of characters of one alphabet after it; the run's least length
 * keeps words that merely begin like a key apart. Most prefixes occur in keys only: they are
 * certain, and a key without a digit is found like any other. The prefixes that also begin ordinary
 * words are likely: their run must look random.
 */
final class SecretPrefixes {
  /** Rules by the first character of their prefix, the longer prefixes of a family first. */
  private static final List<List<PrefixRule>> BY_FIRST = new ArrayList<>();

  static {
    for (int i = 0; i < 128; i++) {
      BY_FIRST.add(new ArrayList<>());
    }
    SecretFormatTable.ROWS.lines().filter(row -> !row.startsWith("#")).forEach(SecretPrefixes::add);
  }

  private SecretPrefixes() {}

  /** How much a prefix says by itself. */
  enum PrefixCertainty {
    /** Only keys begin with it. */
    CERTAIN,
    /** Words and names begin with it too. */
    LIKELY
  }

  /** A vendor's kind of secret, and what it is called. */
  record PrefixFamily(String kind, String what, PrefixCertainty certainty) {}

  /** How many characters follow a prefix: at least, or exactly. */
  record RunLength(int least, boolean exact) {}

  /** A prefix, and what follows it. */
  record PrefixRule(PrefixFamily family, String prefix, SecretAlphabet alphabet, RunLength length) {

    int least() {
      return length.least();
    }

    /** Whether a run of so many characters can be the rest of such a key. */
    boolean fits(int run) {
      return run == least() || run > least() && !length.exact();
    }

    String kind() {
      return family.kind();
    }

    String label() {
      return family.what() + " (" + prefix.strip() + "…)";
    }

    boolean certain() {
      return family.certainty() == PrefixCertainty.CERTAIN;
    }

    /** Where the secret begins, from its prefix: after one that only names what follows. */
    int offset() {
      char last = prefix.charAt(prefix.length() - 1);
      return last == '=' || last == ' ' ? prefix.length() : 0;
    }
  }

  /** A row: kind, name, certainty, alphabet and least length (exact after =), prefixes. */
  private static void add(String row) {
    String[] cells = row.split("\\|");
    String[] run = cells[3].split(" ");
    PrefixCertainty certainty = PrefixCertainty.valueOf(cells[2].toUpperCase(Locale.ROOT));
    add(
        new PrefixFamily(cells[0], cells[1], certainty),
        SecretAlphabet.valueOf(run[0]),
        new RunLength(Integer.parseInt(run[1].replace("=", "")), run[1].startsWith("=")),
        cells[4].split(" "));
  }

  private static void add(
      PrefixFamily family, SecretAlphabet alphabet, RunLength length, String... prefixes) {
    for (String written : prefixes) {
      String prefix = written.replace(SecretFormatTable.BLANK, ' ');
      List<PrefixRule> rules = BY_FIRST.get(prefix.charAt(0));
      rules.add(new PrefixRule(family, prefix, alphabet, length));
      rules.sort((a, b) -> b.prefix().length() - a.prefix().length());
    }
  }

  /** The rules whose prefix begins with a character. */
  static List<PrefixRule> beginningWith(char c) {
    return c < 128 ? BY_FIRST.get(c) : List.of();
  }
}

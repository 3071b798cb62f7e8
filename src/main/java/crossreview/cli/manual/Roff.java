package crossreview.cli.manual;

import java.util.Locale;

/** A manual page in the macros of {@code man(7)}, which groff and mandoc read. Pure. */
final class Roff {
  private static final int ASCII_END = 0x7f;

  private final StringBuilder page = new StringBuilder();
  private boolean begun; // whether the section has a paragraph already

  /** Begins a page of section 1: what users run. */
  Roff title(String name, String source) {
    page.append(".TH ")
        .append(argument(name.toUpperCase(Locale.ROOT)))
        .append(" 1 \"\" ")
        .append(argument(source));
    page.append(" \"User commands\"\n");
    return text(".nh\n.ad l\n");
  }

  private Roff text(String macros) {
    page.append(macros);
    return this;
  }

  Roff section(String name) {
    begun = false;
    return text(".SH " + argument(name) + "\n");
  }

  /** A paragraph. */
  Roff paragraph(String words) {
    return apart().line(escaped(words));
  }

  private Roff apart() {
    if (begun) {
      text(".PP\n");
    }
    begun = true;
    return this;
  }

  /** An entry of a list: what is explained, already in roff, and its explanation. */
  Roff entry(String term, String explanation) {
    return text(".TP\n").line(term).line(escaped(explanation));
  }

  /** Words in roff that go on in the paragraph. */
  Roff line(String roff) {
    page.append(roff.startsWith(".") || roff.startsWith("'") ? "\\&" : "").append(roff);
    page.append('\n');
    return this;
  }

  /** Lines that stay as they are. */
  Roff example(String lines) {
    apart().text(".RS 4\n.nf\n");
    lines.lines().map(Roff::escaped).forEach(this::line);
    return text(".fi\n.RE\n");
  }

  static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** Text in which nothing is an instruction; a minus stays one that can be copied. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(escaped(c)));
    return escaped.toString();
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '~' -> "\\(ti";
      case '^' -> "\\(ha";
      case '`' -> "\\(ga";
      default ->
          codePoint < ASCII_END
              ? Character.toString(codePoint)
              : String.format(Locale.ROOT, "\\[u%04X]", codePoint);
    };
  }

  private static String argument(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  @Override
  public String toString() {
    return page.toString();
  }
}

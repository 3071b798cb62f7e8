package crossreview.report;

import crossreview.guard.Redaction;
import crossreview.json.ControlCharacters;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown text that grows line by line. What comes from outside enters through {@link #text} and
 * {@link #code} only, so it cannot pretend to be structure.
 */
public final class MarkdownBuilder {
  private static final String SPECIAL = "\\`*_[]<>|#~&";

  /** Before anything is escaped: {@code ghp\_…} would not be recognised any more. */
  private static final Redaction MASK = Redaction.of(List.of());

  private final StringBuilder out = new StringBuilder();

  public void line(String... parts) {
    out.append(String.join("", parts)).append('\n');
  }

  public void heading(String title) {
    line();
    line("## ", title);
    line();
  }

  /** The head of a table. */
  public void columns(String... names) {
    row(List.of(names));
    row(Collections.nCopies(names.length, "---"));
  }

  /** A row of a table; its cells are escaped already. */
  public void row(List<String> cells) {
    line("| ", String.join(" | ", cells), " |");
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** One line without Markdown, HTML, entities or links of its own. */
  public static String text(String value) {
    StringBuilder safe = new StringBuilder();
    String plain = plain(value);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean link = c == ':' && plain.startsWith("://", i); // else it becomes one by itself
      safe.append(link || SPECIAL.indexOf(c) >= 0 ? "\\" + c : c);
    }
    return safe.toString();
  }

  /** A name or path as it is, in a code span that it cannot end. */
  public static String code(String value) {
    return "`" + plain(value).replace('`', '\'') + "`";
  }

  /**
   * Without secrets, and without what moves the cursor or begins a line; what cannot be seen is
   * named.
   */
  private static String plain(@Nullable String value) {
    String text = ControlCharacters.shown(MASK.redact(String.valueOf(value)));
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(ControlCharacters.movesCursor(c) ? ' ' : c);
    }
    return plain.toString();
  }
}

package crossreview.report.format;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An XML or HTML text that grows element by element. What comes from outside enters as text or as
 * the value of an attribute, so it cannot pretend to be markup. One thread.
 */
final class MarkupBuilder {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Markup of this program, as it is. */
  MarkupBuilder raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Opens an element; attributes are pairs of a name and a value. */
  MarkupBuilder open(String name, String... attributes) {
    tag(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** An element of XML without content. */
  MarkupBuilder empty(String name, String... attributes) {
    tag(name, attributes);
    out.append("/>\n");
    return this;
  }

  MarkupBuilder text(String value) {
    escape(value);
    return this;
  }

  /** Closes the element that was opened last. */
  MarkupBuilder close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element with a text. */
  MarkupBuilder element(String name, String value, String... attributes) {
    return open(name, attributes).text(value).close();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void tag(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  /** The greater-than sign too: a text of XML must not have the end of a CDATA section. */
  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}

package crossreview.cli;

import java.nio.charset.StandardCharsets;

/** What is handed in, and what a person wants to know about it at a glance. */
record Material(String text, String label, String mediaType) {

  static Material of(String text, String label) {
    boolean diff =
        label.endsWith(".diff")
            || label.endsWith(".patch")
            || text.startsWith("diff --git ")
            || text.startsWith("--- ") && text.contains("\n+++ ");
    return new Material(text, label, diff ? "text/x-diff" : "text/plain");
  }

  /** Name, files and lines of a diff, size. */
  String facts() {
    String size = Spelling.size(text.getBytes(StandardCharsets.UTF_8).length);
    if (!mediaType.equals("text/x-diff")) {
      return label + "    " + Spelling.plural(text.lines().count(), "line") + ", " + size;
    }
    long files = text.lines().filter(line -> line.startsWith("+++ ")).count();
    long added =
        text.lines().filter(line -> line.startsWith("+") && !line.startsWith("+++ ")).count();
    long removed =
        text.lines().filter(line -> line.startsWith("-") && !line.startsWith("--- ")).count();
    return label
        + "    "
        + Spelling.plural(files, "file")
        + ", +"
        + added
        + " −"
        + removed
        + ", "
        + size;
  }
}

package crossreview.cli.review;

import crossreview.cli.render.DisplayFormats;
import java.nio.charset.StandardCharsets;

/** What is handed in, and what a person wants to know about it at a glance. */
public record ArtifactInput(String text, String label, String mediaType) {

  public static ArtifactInput of(String text, String label) {
    boolean diff =
        label.endsWith(".diff")
            || label.endsWith(".patch")
            || text.startsWith("diff --git ")
            || text.startsWith("--- ") && text.contains("\n+++ ");
    return new ArtifactInput(text, label, diff ? "text/x-diff" : "text/plain");
  }

  /** Name, files and lines of a diff, size. */
  String facts() {
    String size = DisplayFormats.size(text.getBytes(StandardCharsets.UTF_8).length);
    if (!mediaType.equals("text/x-diff")) {
      return label + "    " + DisplayFormats.plural(text.lines().count(), "line") + ", " + size;
    }
    long files = text.lines().filter(line -> line.startsWith("+++ ")).count();
    long added =
        text.lines().filter(line -> line.startsWith("+") && !line.startsWith("+++ ")).count();
    long removed =
        text.lines().filter(line -> line.startsWith("-") && !line.startsWith("--- ")).count();
    return label
        + "    "
        + DisplayFormats.plural(files, "file")
        + ", +"
        + added
        + " −"
        + removed
        + ", "
        + size;
  }
}

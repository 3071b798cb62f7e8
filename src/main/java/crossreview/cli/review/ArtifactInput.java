package crossreview.cli.review;

import crossreview.cli.render.DisplayFormats;
import crossreview.diff.TextAnalysis;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is submitted, and what a person wants to know about it at a glance.
 *
 * @param notes what was said about its encoding, one sentence each
 */
public record ArtifactInput(String text, String label, String mediaType, List<String> notes) {

  public static ArtifactInput of(String text, String label, List<String> notes) {
    boolean diff = TextAnalysis.of(label, "", text).isDiff();
    return new ArtifactInput(text, label, diff ? "text/x-diff" : "text/plain", notes);
  }

  /** Name, what the text was read as, changed lines of a diff, size. */
  String facts() {
    TextAnalysis reading = TextAnalysis.of(label, mediaType, text);
    String size = DisplayFormats.size(text.getBytes(StandardCharsets.UTF_8).length);
    String changed = ", +" + reading.added() + " −" + reading.removed();
    return label
        + "    read as: "
        + reading.kind()
        + (reading.isDiff() ? changed : "")
        + ", "
        + size
        + reading.remarks();
  }
}

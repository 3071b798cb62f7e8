package crossreview.cli.review;

import crossreview.cli.render.DisplayFormats;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.SelectedChange;
import crossreview.git.WholeFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted, and what a person wants to know about it at a glance.
 *
 * @param notes what a person should know about it, one sentence each
 * @param change the change of a repository that it shows; absent for a text from elsewhere
 * @param files the files that the change modifies, whole, as far as they are read
 */
public record ArtifactInput(
    String text,
    String label,
    String mediaType,
    List<String> notes,
    @Nullable SelectedChange change,
    List<WholeFile> files) {

  /** The same as a change whose commits come from another repository. */
  public ArtifactInput ofFork() {
    SelectedChange forked = change == null ? null : change.ofFork();
    return new ArtifactInput(text, label, mediaType, notes, forked, files);
  }

  public static ArtifactInput of(String text, String label, List<String> notes) {
    boolean diff = TextAnalysis.of(label, "", text).isDiff();
    return new ArtifactInput(
        text, label, diff ? "text/x-diff" : "text/plain", notes, null, List.of());
  }

  ArtifactInput of(SelectedChange shown, List<WholeFile> whole) {
    return new ArtifactInput(
        text,
        label,
        mediaType,
        Stream.concat(shown.notes().stream(), notes.stream()).toList(),
        shown,
        whole);
  }

  /** What the task of a review is called where the caller does not say it. */
  public String task() {
    return "Review " + (change == null ? label : change.title());
  }

  /** The files that it is about: those of a diff, else its own name. */
  List<String> paths() {
    return TextAnalysis.of(label, mediaType, text)
        .diff()
        .map(diff -> diff.files().stream().map(file -> file.fileMetadata().path()).toList())
        .orElse(List.of(label));
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

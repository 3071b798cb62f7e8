package crossreview.diff.text;

import crossreview.diff.DiffFault;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.diff.UnifiedDiff.Hunk;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text that at least one voter has to look at.
 *
 * @param number from 1, in the order of the text
 * @param path the file, or the label of the text
 * @param line the 1-based line of the text where it begins
 * @param file the index of the file in the diff, or -1
 * @param hunk the index of the hunk in the file, or -1
 */
public record TextPart(int number, String path, int line, PartContent content, int file, int hunk) {

  /** What a part holds. */
  public enum PartContent {
    /** A hunk, or a plain text. */
    TEXT,
    /** A new name, a new mode, or an empty file. */
    METADATA,
    BINARY,
    UNREADABLE
  }

  /** The part as people find it. */
  public String place() {
    return path + " (line " + line + ")";
  }

  static List<TextPart> of(TextAnalysis textAnalysis) {
    List<TextPart> parts = new ArrayList<>();
    if (textAnalysis.isDiff()) {
      int row = textAnalysis.diff().orElseThrow().preamble().size() + 1;
      for (int file = 0; file < textAnalysis.files().size(); file++) {
        add(parts, textAnalysis, file, row);
        row += textAnalysis.files().get(file).lineCount();
      }
    } else if (!textAnalysis.text().isBlank()) {
      parts.add(new TextPart(1, textAnalysis.label(), 1, PartContent.TEXT, -1, -1));
    }
    for (DiffFault fault : textAnalysis.faults()) {
      if (fault.file() < 0) {
        int number = parts.size() + 1;
        String label = textAnalysis.label();
        parts.add(new TextPart(number, label, fault.line(), PartContent.UNREADABLE, -1, -1));
      }
    }
    return parts;
  }

  private static void add(List<TextPart> parts, TextAnalysis textAnalysis, int index, int row) {
    DiffFile file = textAnalysis.files().get(index);
    String path = file.fileMetadata().path();
    boolean readable = textAnalysis.parsed().orElseThrow().readable(index);
    if (file.hunks().isEmpty()) {
      boolean binary = file.fileMetadata().binary();
      PartContent whole = binary ? PartContent.BINARY : PartContent.METADATA;
      PartContent content = readable ? whole : PartContent.UNREADABLE;
      parts.add(new TextPart(parts.size() + 1, path, row, content, index, -1));
    }
    for (int i = 0; i < file.hunks().size(); i++) {
      Hunk hunk = file.hunks().get(i);
      PartContent content = readable ? PartContent.TEXT : PartContent.UNREADABLE;
      parts.add(new TextPart(parts.size() + 1, path, hunk.row(), content, index, i));
    }
  }
}

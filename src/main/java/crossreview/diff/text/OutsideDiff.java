package crossreview.diff.text;

import crossreview.diff.DiffFault;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A change that stands beside the files of a diff in a form that is not read: coloured, quoted by a
 * mail, indented, in base64 or in another format. Whoever looks at the files has not seen it.
 *
 * <p>The message of a commit may quote what it likes behind an indent. Pure; linear in the text.
 */
public final class OutsideDiff {
  private static final Pattern COMMIT = Pattern.compile("commit [0-9a-f]{7,64}\\b.*");
  private static final Pattern MAIL = Pattern.compile("From [0-9a-f]{7,64} .*|Subject: .*");

  /** Every line of the text, empty where it belongs to a file or a message. */
  private final List<String> lines = new ArrayList<>();

  private OutsideDiff() {}

  /** At most one fault: where the first begins. */
  static List<DiffFault> faults(UnifiedDiff diff) {
    OutsideDiff outside = new OutsideDiff();
    outside.add(diff.preamble());
    for (DiffFile file : diff.files()) {
      int own = file.lineCount() - file.trailer().size();
      outside.lines.addAll(Collections.nCopies(own, ""));
      outside.add(file.trailer());
    }
    return outside.first();
  }

  private void add(List<String> block) {
    boolean message = false;
    for (String line : block) {
      message =
          COMMIT.matcher(line).matches()
              || MAIL.matcher(line).matches()
              || message && !line.equals("---");
      lines.add(message && line.startsWith(" ") ? "" : line);
    }
  }

  private List<DiffFault> first() {
    if (lines.stream().allMatch(String::isBlank)) {
      return List.of();
    }
    BitSet none = new BitSet();
    List<DiffFault> faults = new ArrayList<>(DisguisedDiff.faults(lines));
    faults.addAll(ForeignDiff.inLines(lines, none));
    EncodedDiff.in(lines).ifPresent(faults::add);
    if (faults.isEmpty()) {
      faults.addAll(DisguisedDiff.hunk(lines, none).faults());
    }
    return faults.stream().limit(1).toList();
  }
}

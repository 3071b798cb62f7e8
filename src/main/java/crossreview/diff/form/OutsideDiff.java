package crossreview.diff.form;

import crossreview.diff.DiffFault;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.UnifiedDiff.DiffFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A change that stands beside the files of a diff in a form that is not read: coloured, quoted by a
 * mail, indented, in base64, in another format, without its headers, or as mere code. Whoever looks
 * at the files has not seen it.
 *
 * <p>The message of a commit may quote a change where it indents it, and show code anywhere. Pure;
 * linear in the text.
 */
public final class OutsideDiff {
  private static final Pattern COMMIT = Pattern.compile("commit [0-9a-f]{7,64}\\b.*");
  private static final String CODE =
      "lines of code that no file of the diff has; submit them as a file, or leave them out";

  private static final int STATEMENTS_MIN = 2; // prose has one at the end of a line by chance
  private static final Pattern MAIL = Pattern.compile("From [0-9a-f]{7,64} .*|Subject: .*");

  /** Every line of the text, empty where it belongs to a file or is quoted in a message. */
  private final List<String> lines = new ArrayList<>();

  /** The same, empty where it belongs to a file or a message. */
  private final List<String> loose = new ArrayList<>();

  private OutsideDiff() {}

  /** At most one fault: where the first begins. */
  public static List<DiffFault> faults(UnifiedDiff diff) {
    OutsideDiff outside = new OutsideDiff();
    outside.add(diff.preamble());
    for (DiffFile file : diff.files()) {
      int own = file.lineCount() - file.trailer().size();
      outside.lines.addAll(Collections.nCopies(own, ""));
      outside.loose.addAll(Collections.nCopies(own, ""));
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
      loose.add(message ? "" : line);
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
    if (faults.isEmpty()) {
      MarkRuns.fault(loose, none).or(this::code).ifPresent(faults::add);
    }
    return faults.stream().limit(1).toList();
  }

  /** Where adjacent lines begin of which most are code. */
  private Optional<DiffFault> code() {
    int from = 0;
    while (from < loose.size()) {
      int end = from;
      int statements = 0;
      int words = 0;
      while (end < loose.size() && !loose.get(end).isBlank()) {
        String line = loose.get(end++);
        statements += CodeLine.isStatement(line) ? 1 : 0;
        words += line.chars().anyMatch(Character::isLetter) ? 1 : 0;
      }
      if (statements >= STATEMENTS_MIN && 2 * statements >= words) {
        return Optional.of(new DiffFault(from + 1, CODE, -1));
      }
      from = end + 1;
    }
    return Optional.empty();
  }
}

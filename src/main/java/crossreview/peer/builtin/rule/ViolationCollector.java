package crossreview.peer.builtin.rule;

import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.ChangedFile.FileLine;
import crossreview.peer.builtin.change.ChangedFile.SecretLocation;
import crossreview.peer.builtin.rule.RuleViolation.SuppressedViolation;
import crossreview.peer.builtin.rule.RuleViolation.ViolationLocation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a rule finds; the same in the same file is one flaw with several places. What a
 * lasting ruling of the repository settles is kept apart. What belongs to no file is never settled.
 */
public final class ViolationCollector {
  private final String rule;
  private final List<FindingSuppression> suppressions;
  private final Map<ViolationKey, FindingSuppression> suppressed = new LinkedHashMap<>();
  private final Map<ViolationKey, List<ViolationLocation>> all = new LinkedHashMap<>();
  private @Nullable ChangedFile file;
  private @Nullable BitSet secretLines; // of the file, once one of its lines is cited

  public ViolationCollector(String rule, List<FindingSuppression> suppressions) {
    this.rule = rule;
    this.suppressions = suppressions;
  }

  private record ViolationKey(
      FindingKind kind, FindingSeverity findingSeverity, String statement) {}

  public List<RuleViolation> all() {
    List<RuleViolation> flaws = new ArrayList<>();
    all.forEach((c, places) ->
        flaws.add(new RuleViolation(c.kind, c.findingSeverity, c.statement, places)));
    return flaws;
  }

  /** What rulings settled, each once. */
  public List<SuppressedViolation> suppressed() {
    List<SuppressedViolation> settled = new ArrayList<>();
    suppressed.forEach((c, ruling) ->
        settled.add(
            new SuppressedViolation(
                new RuleViolation(c.kind, c.findingSeverity, c.statement, List.of()), ruling)));
    return settled;
  }

  /** The file that the next lines belong to. */
  public void begin(ChangedFile next) {
    file = next;
    secretLines = null;
  }

  /** What comes next is about the change as a whole. */
  public void endFiles() {
    file = null;
  }

  /** About a line of the file. */
  public void blocking(String what, FileLine line) {
    add(
        FindingKind.DEFECT,
        FindingSeverity.BLOCKING,
        what + RuleViolation.in(current().path()),
        line);
  }

  /** About a line of the file that is not repeated. */
  void secret(String what, FileLine line) {
    begunSecrets().set(line.row());
    blocking(what, line);
  }

  /** About a line of the file. */
  public void advice(String what, FileLine line) {
    add(
        FindingKind.SUGGESTION,
        FindingSeverity.ADVICE,
        what + RuleViolation.in(current().path()),
        line);
  }

  /** Once for the whole change, with places in all its files. */
  void adviceOnce(String what, FileLine line) {
    add(FindingKind.SUGGESTION, FindingSeverity.ADVICE, what, line);
  }

  private ChangedFile current() {
    if (file == null) {
      throw new IllegalStateException("rule " + rule + " names a line outside of all files");
    }
    return file;
  }

  /** About the file as a whole. */
  void blocking(String what) {
    add(FindingKind.DEFECT, FindingSeverity.BLOCKING, what, null);
  }

  /** About the file as a whole. */
  void advice(String what) {
    add(FindingKind.SUGGESTION, FindingSeverity.ADVICE, what, null);
  }

  /** Something without which no decision is possible. */
  void evidenceRequest(String statement, @Nullable FileLine line) {
    add(FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, statement, line);
  }

  private void add(
      FindingKind kind,
      FindingSeverity findingSeverity,
      String statement,
      @Nullable FileLine line) {
    ViolationKey violationKey = new ViolationKey(kind, findingSeverity, statement);
    Optional<FindingSuppression> ruling = ruling(kind);
    if (ruling.isPresent()) {
      suppressed.putIfAbsent(violationKey, ruling.get());
      return;
    }
    List<ViolationLocation> places = all.computeIfAbsent(violationKey, c -> new ArrayList<>());
    boolean defect = kind == FindingKind.DEFECT && findingSeverity == FindingSeverity.BLOCKING;
    int most = defect ? RuleViolation.BLOCKING_PLACES_MAX : RuleViolation.PLACES_MAX;
    if (line != null && places.size() < most) {
      places.add(new ViolationLocation(current().path(), line, !secret(line)));
    }
  }

  private Optional<FindingSuppression> ruling(FindingKind kind) {
    return file == null
        ? Optional.empty()
        : suppressions.stream().filter(s -> s.covers(rule, file.path(), kind)).findFirst();
  }

  /** Only lines that are cited are asked about, so most files are not scanned for it. */
  private boolean secret(FileLine line) {
    return begunSecrets().get(line.row());
  }

  private BitSet begunSecrets() {
    if (secretLines == null) {
      secretLines = secretLines(current());
    }
    return secretLines;
  }

  private static BitSet secretLines(ChangedFile file) {
    BitSet rows = new BitSet();
    for (SecretLocation secret : file.secrets()) {
      file.added()
          .subList(secret.first(), secret.last() + 1)
          .forEach(added -> rows.set(added.row()));
    }
    return rows;
  }
}

package crossreview.peer.builtin;

import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.Change.Placed;
import crossreview.peer.builtin.Flaw.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a rule finds; the same in the same file is one flaw with several places. */
final class Flaws {
  private final Map<Claim, List<Place>> all = new LinkedHashMap<>();
  private ChangedFile file;
  private BitSet secretLines;

  private record Claim(FindingKind kind, FindingSeverity findingSeverity, String statement) {}

  List<Flaw> all() {
    List<Flaw> flaws = new ArrayList<>();
    all.forEach((c, places) -> flaws.add(new Flaw(c.kind, c.findingSeverity, c.statement, places)));
    return flaws;
  }

  /** The file that the next lines belong to. */
  void begin(ChangedFile next) {
    file = next;
    secretLines = null;
  }

  void blocking(String what, AddedLine line) {
    add(FindingKind.DEFECT, FindingSeverity.BLOCKING, what + Flaw.in(file.path()), line);
  }

  void advice(String what, AddedLine line) {
    add(FindingKind.SUGGESTION, FindingSeverity.ADVICE, what + Flaw.in(file.path()), line);
  }

  /** About the file as a whole. */
  void blocking(String what) {
    add(FindingKind.DEFECT, FindingSeverity.BLOCKING, what, null);
  }

  /** About the file as a whole. */
  void advice(String what) {
    add(FindingKind.SUGGESTION, FindingSeverity.ADVICE, what, null);
  }

  /** Something without which nobody can decide. */
  void wanted(String statement, AddedLine line) {
    add(FindingKind.EVIDENCE_REQUEST, FindingSeverity.BLOCKING, statement, line);
  }

  private void add(
      FindingKind kind, FindingSeverity findingSeverity, String statement, AddedLine line) {
    Claim claim = new Claim(kind, findingSeverity, statement);
    List<Place> places = all.computeIfAbsent(claim, c -> new ArrayList<>());
    if (line != null && places.size() < Flaw.PLACES_MAX) {
      places.add(new Place(file.path(), line, !secret(line)));
    }
  }

  /** Only lines that are cited are asked about, so most files are not scanned for it. */
  private boolean secret(AddedLine line) {
    if (secretLines == null) {
      secretLines = new BitSet();
      for (Placed secret : file.secrets()) {
        file.added()
            .subList(secret.first(), secret.last() + 1)
            .forEach(added -> secretLines.set(added.row()));
      }
    }
    return secretLines.get(line.row());
  }
}

package crossreview.verdict;

import crossreview.model.ValueChecks;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnresolvedCitation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One vote of what a peer said about each section of an artifact. It is READY only if each of them
 * is; a finding is settled only if no section upholds it; findings and remarks add up. Pure.
 */
public final class VerdictMerge {
  private static final int CITATIONS_MAX = 8; // as in one answer

  private final List<Verdict> verdicts;

  private VerdictMerge(List<Verdict> verdicts) {
    this.verdicts = verdicts;
  }

  /** The vote that these come to, in the order of the sections; at least one. */
  public static ParsedVerdict of(List<ParsedVerdict> sections) {
    List<Verdict> verdicts = sections.stream().map(ParsedVerdict::verdict).toList();
    List<BallotRemark> remarks =
        sections.stream().flatMap(section -> section.remarks().stream()).toList();
    boolean clean =
        sections.stream().allMatch(section -> section.verdictQuality() == VerdictQuality.CLEAN);
    VerdictQuality quality = clean ? VerdictQuality.CLEAN : VerdictQuality.FORMAT_WARNING;
    List<UnresolvedCitation> uncited =
        sections.stream().flatMap(section -> section.uncited().stream()).toList();
    return new ParsedVerdict(new VerdictMerge(verdicts).merged(), quality, remarks, uncited);
  }

  private Verdict merged() {
    Set<FindingClaim> findings = new LinkedHashSet<>();
    verdicts.forEach(verdict -> findings.addAll(verdict.findings()));
    Stream<Citation> citations = verdicts.stream().flatMap(v -> v.citations().stream());
    return new Verdict(
        status(),
        confidence(),
        summary(),
        List.copyOf(findings),
        dispositions(),
        citations.distinct().limit(CITATIONS_MAX).toList());
  }

  private VerdictStatus status() {
    Set<VerdictStatus> all = new LinkedHashSet<>();
    verdicts.forEach(verdict -> all.add(verdict.status()));
    if (all.contains(VerdictStatus.NOT_READY)) {
      return VerdictStatus.NOT_READY;
    }
    return all.equals(Set.of(VerdictStatus.READY))
        ? VerdictStatus.READY
        : VerdictStatus.NEEDS_EVIDENCE;
  }

  private ConfidenceLevel confidence() {
    return verdicts.stream()
        .map(Verdict::confidence)
        .max(Comparator.naturalOrder()) // the last one is the least certain
        .orElseThrow();
  }

  /** What was said first about sections that are not READY, then about the others. */
  private String summary() {
    List<String> said = new ArrayList<>();
    for (boolean ready : new boolean[] {false, true}) {
      for (int i = 0; i < verdicts.size(); i++) {
        if (verdicts.get(i).status() == VerdictStatus.READY == ready) {
          said.add((i + 1) + "/" + verdicts.size() + ": " + verdicts.get(i).summary());
        }
      }
    }
    return ValueChecks.cut(String.join(" ", said), Verdict.SUMMARY_MAX);
  }

  /** One word about each own finding: that it stands, if any section says so. */
  private List<FindingDisposition> dispositions() {
    Map<String, FindingDisposition> last = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      for (FindingDisposition said : verdict.dispositions()) {
        FindingDisposition before = last.get(said.finding());
        if (before == null || before.answer() != DispositionAnswer.STILL_OPEN) {
          last.put(said.finding(), said);
        }
      }
    }
    return last.values().stream()
        .sorted((one, other) -> Boolean.compare(settles(one), settles(other)))
        .limit(Verdict.DISPOSITIONS_MAX)
        .toList();
  }

  private static boolean settles(FindingDisposition said) {
    return said.answer() != DispositionAnswer.STILL_OPEN;
  }
}

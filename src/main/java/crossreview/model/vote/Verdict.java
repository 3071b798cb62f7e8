package crossreview.model.vote;

import crossreview.model.ValueChecks;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's answer says, read and checked, before the server gives ids to its findings.
 *
 * @param summary one paragraph, at most 800 characters
 * @param findings new findings, at most {@link #FINDINGS_MAX} in one answer
 * @param dispositions answers about own open findings, at most {@link #DISPOSITIONS_MAX}
 * @param citations what the verdict as a whole rests on
 */
public record Verdict(
    VerdictStatus status,
    ConfidenceLevel confidence,
    String summary,
    List<FindingClaim> findings,
    List<FindingDisposition> dispositions,
    List<Citation> citations) {
  public static final int SUMMARY_MAX = 800;
  public static final int FINDINGS_MAX = 8;

  /** What was said about all sections of an artifact, with as many findings about each. */
  public static final int MERGED_FINDINGS_MAX = 32 * FINDINGS_MAX;

  public static final int DISPOSITIONS_MAX = 24;

  public Verdict {
    ValueChecks.text("summary", summary, 0, SUMMARY_MAX);
    findings = ValueChecks.list(findings);
    dispositions = ValueChecks.list(dispositions);
    citations = ValueChecks.list(citations);
    ValueChecks.within("findings", findings.size(), 0, MERGED_FINDINGS_MAX);
    ValueChecks.within("dispositions", dispositions.size(), 0, DISPOSITIONS_MAX);
  }

  /**
   * A finding before it has an id.
   *
   * @param replacement as in {@link Finding}
   */
  public record FindingClaim(
      FindingKind kind,
      FindingSeverity severity,
      String statement,
      List<Citation> citations,
      @Nullable String replacement) {
    public FindingClaim {
      ValueChecks.text("statement", statement, 1, Finding.STATEMENT_MAX);
      ValueChecks.optional("replacement", replacement, Finding.REPLACEMENT_MAX);
      citations = ValueChecks.list(citations);
    }

    /** A claim that says no other lines. */
    public FindingClaim(
        FindingKind kind, FindingSeverity severity, String statement, List<Citation> citations) {
      this(kind, severity, statement, citations, null);
    }

    /** The same with other citations. */
    public FindingClaim with(List<Citation> places) {
      return new FindingClaim(kind, severity, statement, places, replacement);
    }
  }
}

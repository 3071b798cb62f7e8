package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.material.Artifact;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.testkit.Samples;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnresolvedCitation;
import crossreview.verdict.contract.VerdictContract;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent back about citations that were not found, and what an answer may change. */
class CitationRepairTest {
  private static final String TEXT = "alpha one\nbeta two\ngamma three\n";
  private static final Artifact ARTIFACT = Samples.artifact(TEXT);

  /** A refusal with two findings; one citation of the second and one of the whole are missing. */
  private static ParsedVerdict vote(List<Citation> already) {
    List<Verdict.FindingClaim> claims =
        List.of(claim("no end", List.of()), claim("no middle", already));
    Verdict verdict =
        new Verdict(
            VerdictStatus.NOT_READY, ConfidenceLevel.VERIFIED, "no", claims, List.of(), List.of());
    return new ParsedVerdict(
        verdict,
        VerdictQuality.CLEAN,
        List.of(),
        List.of(
            new UnresolvedCitation(1, "plan.txt", 7L, "beta 2"),
            new UnresolvedCitation(null, null, null, "gamma 3")));
  }

  private static Verdict.FindingClaim claim(String statement, List<Citation> citations) {
    return new Verdict.FindingClaim(
        FindingKind.DEFECT, FindingSeverity.BLOCKING, statement, citations);
  }

  private static ParsedVerdict merged(String answer) {
    return CitationRepair.merged(vote(List.of()), answer, ARTIFACT, TEXT);
  }

  @Test
  void eachMissingCitationIsALineWithItsNumberAndItsFinding() {
    assertEquals(
        """
        {"index":0,"of":"no middle","path":"plan.txt","line":7,"quote":"beta 2"}
        {"index":1,"of":"the verdict","quote":"gamma 3"}\
        """,
        CitationRepair.lines(vote(List.of())));
  }

  @Test
  void whatIsFoundNowStandsAtItsFindingAndAtTheVerdict() {
    ParsedVerdict merged =
        merged(
            """
            {"citations": [
              {"index": 0, "line": 2, "quote": "beta"},
              {"index": 1, "quote": "gamma"}]}\
            """);

    Verdict verdict = merged.verdict();
    assertEquals(List.of(), verdict.findings().get(0).citations());
    assertEquals("beta", verdict.findings().get(1).citations().getFirst().quote());
    assertEquals("gamma", verdict.citations().getFirst().quote());
    assertEquals(VerdictQuality.FORMAT_WARNING, merged.verdictQuality());
    assertEquals("citations_corrected", merged.remarks().getLast().code());
    assertEquals("2 at the second attempt", merged.remarks().getLast().detail());
    assertEquals(List.of(), merged.uncited());
  }

  @Test
  void aVoteIsNotChangedByItsCitations() {
    Verdict before = vote(List.of()).verdict();

    Verdict after = merged("{\"citations\": [{\"index\": 1, \"quote\": \"gamma\"}]}").verdict();

    assertEquals(before.status(), after.status());
    assertEquals(before.summary(), after.summary());
    assertEquals(before.findings(), after.findings());
  }

  @Test
  void aLineAloneCitesTheWholeLine() {
    Verdict verdict =
        merged(
                "{\"citations\": [{\"index\": 0, \"path\": \"a.txt\", \"line\": 2, \"quote\": \""
                    + " \"}]}")
            .verdict();

    Citation citation = verdict.findings().get(1).citations().getFirst();
    assertNull(citation.quote());
    assertEquals(2, citation.line());
  }

  @Test
  void aPathSaysWhichFileIsMeant() {
    String diff = AnswerCorpus.diffText();

    Verdict verdict =
        CitationRepair.merged(
                vote(List.of()),
                "{\"citations\": [{\"index\": 1, \"path\": \"docs/notes.md\", \"line\": 2}]}",
                AnswerCorpus.diff(diff),
                diff)
            .verdict();

    assertEquals("docs/notes.md", verdict.citations().getFirst().path());
  }

  @Test
  void whatCannotBeReadOrFoundChangesNothing() {
    ParsedVerdict vote = vote(List.of());
    for (String answer :
        List.of(
            "",
            "no idea",
            "{\"citations\": 3}",
            "{\"citations\": [7, \"x\"]}",
            "{\"citations\": [{\"quote\": \"beta\"}]}",
            "{\"citations\": [{\"index\": \"0\", \"quote\": \"beta\"}]}",
            "{\"citations\": [{\"index\": -1, \"quote\": \"beta\"}]}",
            "{\"citations\": [{\"index\": 2, \"quote\": \"beta\"}]}",
            "{\"citations\": [{\"index\": 0, \"quote\": \"delta\"}]}",
            "{\"citations\": [{\"index\": 0, \"line\": \"2\", \"quote\": 5}]}")) {
      assertSame(vote, CitationRepair.merged(vote, answer, ARTIFACT, TEXT), answer);
    }
  }

  @Test
  void theFirstCorrectionOfACitationCounts() {
    Verdict verdict =
        merged(
                """
                {"citations": [
                  {"index": 0, "quote": "beta"},
                  {"index": 0, "quote": "gamma"}]}\
                """)
            .verdict();

    assertEquals(1, verdict.findings().get(1).citations().size());
    assertEquals("beta", verdict.findings().get(1).citations().getFirst().quote());
  }

  @Test
  void aFindingKeepsItsFirstCitationsAndNoMoreThanItMayHave() {
    Citation old = new Citation(ARTIFACT.sha256(), 0, 5, ARTIFACT.sha256(), "alpha", null, 1);
    ParsedVerdict full = vote(Collections.nCopies(VerdictContract.CITATIONS_MAX, old));

    ParsedVerdict merged =
        CitationRepair.merged(
            full, "{\"citations\": [{\"index\": 0, \"quote\": \"beta\"}]}", ARTIFACT, TEXT);

    assertEquals(
        full.verdict().findings().get(1).citations(),
        merged.verdict().findings().get(1).citations());
    assertEquals("0 at the second attempt", merged.remarks().getLast().detail());

    ParsedVerdict one =
        CitationRepair.merged(
            vote(List.of(old)),
            "{\"citations\": [{\"index\": 0, \"quote\": \"beta\"}]}",
            ARTIFACT,
            TEXT);
    assertEquals(2, one.verdict().findings().get(1).citations().size());
    assertEquals("1 at the second attempt", one.remarks().getLast().detail());
  }

  @Test
  void theVerdictKeepsItsCitationsAndOnlyNewOnesAreCounted() {
    Citation old = new Citation(ARTIFACT.sha256(), 0, 5, ARTIFACT.sha256(), "alpha", null, 1);
    ParsedVerdict vote = vote(List.of());
    Verdict cited =
        new Verdict(
            VerdictStatus.NOT_READY,
            ConfidenceLevel.VERIFIED,
            "no",
            List.of(),
            List.of(),
            List.of(old));

    ParsedVerdict merged =
        CitationRepair.merged(
            new ParsedVerdict(cited, VerdictQuality.CLEAN, List.of(), vote.uncited()),
            "{\"citations\": [{\"index\": 1, \"quote\": \"gamma\"}]}",
            ARTIFACT,
            TEXT);

    assertEquals(2, merged.verdict().citations().size());
    assertEquals("1 at the second attempt", merged.remarks().getLast().detail());
  }
}

package crossreview.verdict;

import static crossreview.model.finding.DispositionAnswer.RESOLVED;
import static crossreview.model.finding.DispositionAnswer.STILL_OPEN;
import static crossreview.model.vote.VerdictStatus.NEEDS_EVIDENCE;
import static crossreview.model.vote.VerdictStatus.NOT_READY;
import static crossreview.model.vote.VerdictStatus.READY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a peer said about each section comes to one vote, never to an approval of the whole. */
class VerdictMergeTest {
  private static ParsedVerdict section(
      VerdictStatus status, String summary, FindingDisposition... dispositions) {
    Verdict verdict =
        new Verdict(
            status, ConfidenceLevel.VERIFIED, summary, List.of(), List.of(dispositions), List.of());
    return new ParsedVerdict(verdict, VerdictQuality.CLEAN, List.of(), List.of());
  }

  private static FindingDisposition says(String finding, DispositionAnswer answer) {
    return new FindingDisposition(finding, answer, "why");
  }

  private static VerdictStatus status(VerdictStatus... sections) {
    List<ParsedVerdict> all = Stream.of(sections).map(one -> section(one, "s")).toList();
    return VerdictMerge.of(all).verdict().status();
  }

  @Test
  void theWholeIsReadyOnlyIfEachSectionIs() {
    assertEquals(READY, status(READY, READY));
    assertEquals(NOT_READY, status(READY, NOT_READY, NEEDS_EVIDENCE));
    assertEquals(NEEDS_EVIDENCE, status(READY, NEEDS_EVIDENCE));
    assertEquals(NEEDS_EVIDENCE, status(NEEDS_EVIDENCE));
  }

  @Test
  void whatIsNotReadyIsSaidFirstWithItsSection() {
    Verdict whole =
        VerdictMerge.of(List.of(section(READY, "fine"), section(NOT_READY, "bad"))).verdict();

    assertEquals("2/2: bad 1/2: fine", whole.summary());
  }

  @Test
  void aFindingThatOneSectionUpholdsStandsAndComesFirst() {
    Verdict whole =
        VerdictMerge.of(
                List.of(
                    section(READY, "a", says("f1", RESOLVED), says("f2", STILL_OPEN)),
                    section(READY, "b", says("f2", RESOLVED), says("f3", STILL_OPEN)),
                    section(READY, "c", says("f3", RESOLVED), says("f1", RESOLVED))))
            .verdict();

    assertEquals(
        List.of(says("f2", STILL_OPEN), says("f3", STILL_OPEN), says("f1", RESOLVED)),
        whole.dispositions());
  }

  @Test
  void oneAnswerWithARemarkMakesTheVoteOneWithARemark() {
    ParsedVerdict clean = section(READY, "a");
    List<BallotRemark> remarks = List.of(new BallotRemark("kind_inferred", null, null));
    ParsedVerdict odd =
        new ParsedVerdict(clean.verdict(), VerdictQuality.RECOVERED, remarks, List.of());

    assertEquals(VerdictQuality.CLEAN, VerdictMerge.of(List.of(clean)).verdictQuality());
    assertEquals(
        VerdictQuality.FORMAT_WARNING, VerdictMerge.of(List.of(clean, odd)).verdictQuality());
    assertEquals(remarks, VerdictMerge.of(List.of(clean, odd)).remarks());
  }
}

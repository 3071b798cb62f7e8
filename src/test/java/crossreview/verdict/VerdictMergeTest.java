package crossreview.verdict;

import static crossreview.model.finding.DispositionAnswer.RESOLVED;
import static crossreview.model.finding.DispositionAnswer.STILL_OPEN;
import static crossreview.model.finding.DispositionAnswer.WITHDRAWN;
import static crossreview.model.vote.VerdictStatus.NEEDS_EVIDENCE;
import static crossreview.model.vote.VerdictStatus.NOT_READY;
import static crossreview.model.vote.VerdictStatus.READY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.vote.BallotRemark;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a peer said about each section comes to one vote, never to an approval of the whole. */
class VerdictMergeTest {
  private static ParsedVerdict section(
      VerdictStatus status, String summary, FindingDisposition... dispositions) {
    Verdict verdict =
        new Verdict(
            status, ConfidenceLevel.VERIFIED, summary, List.of(), List.of(dispositions), List.of());
    return parsed(verdict);
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

  @Test
  void theWholeIsAsCertainAsItsLeastCertainSection() {
    assertEquals(ConfidenceLevel.INFERRED, confidence(ConfidenceLevel.INFERRED));
    assertEquals(
        ConfidenceLevel.INFERRED, confidence(ConfidenceLevel.VERIFIED, ConfidenceLevel.INFERRED));
    assertEquals(
        ConfidenceLevel.UNKNOWN,
        confidence(ConfidenceLevel.INFERRED, ConfidenceLevel.UNKNOWN, ConfidenceLevel.VERIFIED));
  }

  private static ConfidenceLevel confidence(ConfidenceLevel... sections) {
    List<ParsedVerdict> all =
        Stream.of(sections)
            .map(level -> new Verdict(READY, level, "s", List.of(), List.of(), List.of()))
            .map(VerdictMergeTest::parsed)
            .toList();
    return VerdictMerge.of(all).verdict().confidence();
  }

  @Test
  void findingsAddUpAndTheSameOneCountsOnce() {
    FindingClaim loop = claim("no end");
    FindingClaim leak = claim("a leak");
    FindingClaim name = claim("a bad name");

    assertEquals(
        List.of(loop, leak, name),
        merged(found(List.of(loop, leak), List.of()), found(List.of(leak, name), List.of()))
            .findings());
  }

  @Test
  void theFirstEightCitationsAreKeptAndTheSameOneCountsOnce() {
    List<Citation> first = IntStream.range(0, 5).mapToObj(VerdictMergeTest::place).toList();
    List<Citation> second = IntStream.range(3, 12).mapToObj(VerdictMergeTest::place).toList();

    assertEquals(
        IntStream.range(0, 8).mapToObj(VerdictMergeTest::place).toList(),
        merged(found(List.of(), first), found(List.of(), second)).citations());
  }

  @Test
  void ofAllThatIsSaidAboutFindingsTwentyFourAreKeptAndWhatStandsIsAmongThem() {
    List<FindingDisposition> settled =
        IntStream.range(0, 24).mapToObj(i -> says("f" + i, RESOLVED)).toList();
    Verdict whole =
        merged(
            section(READY, "a", settled.toArray(FindingDisposition[]::new)),
            section(READY, "b", says("f24", STILL_OPEN)));

    assertEquals(Verdict.DISPOSITIONS_MAX, whole.dispositions().size());
    assertEquals(says("f24", STILL_OPEN), whole.dispositions().getFirst());
    assertEquals(says("f22", RESOLVED), whole.dispositions().getLast());
  }

  @Test
  void theLastWordAboutAFindingCountsAndTheFirstThatItStands() {
    FindingDisposition early = new FindingDisposition("f2", STILL_OPEN, "early");
    FindingDisposition late = new FindingDisposition("f2", STILL_OPEN, "late");
    Verdict whole =
        merged(
            section(READY, "a", says("f1", RESOLVED), early),
            section(READY, "b", says("f1", WITHDRAWN), late));

    assertEquals(List.of(early, says("f1", WITHDRAWN)), whole.dispositions());
  }

  @Test
  void aLongSummaryIsCut() {
    String words = "w".repeat(Verdict.SUMMARY_MAX);

    assertEquals(
        "1/2: " + "w".repeat(Verdict.SUMMARY_MAX - 6) + "…",
        merged(section(NEEDS_EVIDENCE, words), section(NEEDS_EVIDENCE, words)).summary());
  }

  private static Verdict merged(ParsedVerdict... sections) {
    return VerdictMerge.of(List.of(sections)).verdict();
  }

  private static ParsedVerdict found(List<FindingClaim> findings, List<Citation> citations) {
    return parsed(
        new Verdict(NOT_READY, ConfidenceLevel.VERIFIED, "s", findings, List.of(), citations));
  }

  private static ParsedVerdict parsed(Verdict verdict) {
    return new ParsedVerdict(verdict, VerdictQuality.CLEAN, List.of(), List.of());
  }

  private static FindingClaim claim(String statement) {
    return new FindingClaim(FindingKind.DEFECT, FindingSeverity.BLOCKING, statement, List.of());
  }

  private static Citation place(int at) {
    return new Citation(Digest.ZERO, at, at + 1, Digest.ZERO, null, null, null);
  }
}

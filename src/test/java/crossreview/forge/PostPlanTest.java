package crossreview.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.forge.CheckPost.CheckState;
import crossreview.forge.PostMark.MarkKind;
import crossreview.forge.PostPlan.PlanSubject;
import crossreview.forge.PullVerdict.PullFinding;
import crossreview.forge.ReviewableLines.LinePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostPlanTest {
  private static final String DIFF =
      """
      diff --git a/a.py b/a.py
      index 1111111..2222222 100644
      --- a/a.py
      +++ b/a.py
      @@ -10,3 +10,3 @@
       first
      -gone
      +second
       third
      diff --git a/old.py b/old.py
      deleted file mode 100644
      index 1111111..0000000
      --- a/old.py
      +++ /dev/null
      @@ -1,1 +0,0 @@
      -all
      """;
  private static final ReviewableLines LINES = ReviewableLines.of(DIFF);
  private static final PlanSubject SUBJECT = new PlanSubject("s", "c".repeat(40), List.of());

  private static PullFinding finding(String mark, boolean blocks, String path, int line) {
    return new PullFinding("f1", mark, "ada", blocks, "it is wrong", path, line);
  }

  private static PostPlan plan(boolean approved, List<String> there, PullFinding... findings) {
    PullVerdict verdict =
        new PullVerdict(approved, true, "Verdict", "## page\n", List.of(findings));
    return PostPlan.of(verdict, SUBJECT, LINES, threads(there));
  }

  private static List<FindingThread> threads(List<String> fingerprints) {
    return fingerprints.stream().map(mark -> new FindingThread(mark, "5", false)).toList();
  }

  @Test
  void aThreadWhoseFindingIsNotOpenAnyMoreGetsOneReplyWhereItWasVotedOn() {
    assertEquals("5", plan(true, List.of("a")).replies().getFirst().thread());
    assertEquals(List.of(), plan(false, List.of("a"), finding("a", true, "a.py", 11)).replies());
    List<FindingThread> told = List.of(new FindingThread("a", "5", true));
    assertEquals(List.of(), PostPlan.of(PullVerdict.empty(), SUBJECT, LINES, told).replies());
    assertEquals(
        List.of(),
        PostPlan.of(PullVerdict.refused("x", "y"), SUBJECT, LINES, threads(List.of("a")))
            .replies());
  }

  @Test
  void onlyLinesOfTheNewSideThatTheDiffShowsTakeComments() {
    assertEquals(Optional.of(new LinePlace("a.py", 10, 10)), LINES.at("a.py", 10));
    assertEquals(Optional.of(new LinePlace("a.py", 11, 0)), LINES.at("a.py", 11));
    assertEquals(Optional.of(new LinePlace("a.py", 12, 12)), LINES.at("a.py", 12));
    assertFalse(LINES.at("a.py", 9).isPresent() || LINES.at("a.py", 13).isPresent());
    assertFalse(LINES.at("old.py", 1).isPresent() || LINES.at("b.py", 10).isPresent());
  }

  @Test
  void aFindingBesideTheDiffIsAnAnnotationAndNoComment() {
    PostPlan plan = plan(false, List.of(), finding("a", true, "a.py", 40));

    assertEquals(List.of(), plan.threads());
    assertEquals(40, plan.check().annotations().getFirst().line());
  }

  @Test
  void adviceIsNoComment() {
    assertEquals(List.of(), plan(false, List.of(), finding("a", false, "a.py", 11)).threads());
  }

  @Test
  void aFindingThatHasACommentGetsNoOther() {
    PostPlan plan = plan(false, List.of("a"), finding("a", true, "a.py", 11));

    assertEquals(List.of(), plan.threads());
    assertEquals(List.of(), plan.check().annotations());
  }

  @Test
  void commentsAreBoundedAndTheRestAreAnnotations() {
    List<PullFinding> many = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      many.add(finding("m" + i, true, "a.py", 11));
    }

    PostPlan plan = plan(false, List.of(), many.toArray(PullFinding[]::new));

    assertEquals(PostPlan.THREADS_MAX, plan.threads().size());
    assertEquals(90 - PostPlan.THREADS_MAX, plan.check().annotations().size());
  }

  @Test
  void theSameArgumentsGiveTheSamePlanAndItsMarksAreFound() {
    PostPlan plan = plan(false, List.of(), finding("a", true, "a.py", 11));

    assertEquals(plan, plan(false, List.of(), finding("a", true, "a.py", 11)));
    assertEquals(
        Optional.of(new PostMark(MarkKind.FINDING, "a")),
        PostMark.of(plan.threads().getFirst().body()));
    assertEquals(Optional.of(new PostMark(MarkKind.SUMMARY, "1")), PostMark.of(plan.summary()));
  }

  @Test
  void aMarkInTheTextOfAFindingIsNoMark() {
    String statement = "x\n<!-- crossreview:v1 SUMMARY=1 -->";
    PullFinding finding = new PullFinding("f1", "a", "ada", true, statement, "a.py", 11);

    PostPlan plan = plan(false, List.of(), finding);

    assertEquals(
        Optional.of(new PostMark(MarkKind.FINDING, "a")),
        PostMark.of(plan.threads().getFirst().body()));
    assertEquals(Optional.empty(), PostMark.of("<!-- crossreview:v1 SUMMARY=1 -->\nbelow"));
  }

  @Test
  void anApprovalOfAPartIsNone() {
    PullVerdict verdict = new PullVerdict(true, true, "Approved", "## page\n", List.of());
    PlanSubject part = new PlanSubject("s", SUBJECT.head(), List.of("big.py: too large"));

    assertEquals(
        CheckState.SUCCESS, PostPlan.of(verdict, SUBJECT, LINES, List.of()).check().state());
    PostPlan plan = PostPlan.of(verdict, part, LINES, List.of());
    assertEquals(CheckState.FAILURE, plan.check().state());
    assertTrue(plan.summary().contains("big.py"), plan.summary());
  }

  @Test
  void whatNobodyHasLookedAtIsAFailure() {
    assertEquals(CheckState.FAILURE, state(PullVerdict.empty()));
    assertEquals(CheckState.FAILURE, state(PullVerdict.refused("queue_full", "no place")));
  }

  private static CheckState state(PullVerdict verdict) {
    return PostPlan.of(verdict, SUBJECT, LINES, List.of()).check().state();
  }

  @Test
  void aLongSummaryIsCutAndKeepsItsMark() {
    PullVerdict verdict = new PullVerdict(false, true, "v", "x".repeat(90_000), List.of());

    String summary = PostPlan.of(verdict, SUBJECT, LINES, List.of()).summary();

    assertTrue(summary.length() < 65_536);
    assertTrue(PostMark.of(summary).isPresent());
  }

  @Test
  void namesAndNumbersAreBrokenOutsideOfCode() {
    assertEquals(
        "@<!-- -->ada \\#<!-- -->12 # head `@ada #12` `",
        QuietText.of("@ada \\#12 # head `@ada #12` `"));
  }
}

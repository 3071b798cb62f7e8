package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptRef;
import crossreview.model.call.PromptSection;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A peer that is asked about the sections of an artifact one by one: its answers come to one vote,
 * and to none before each section is answered.
 */
class SectionRulesTest {
  private static final AnswerMeaning LATER = new AnswerMeaning.UnreadAnswer();
  private static final AnswerMeaning VOTE = Samples.ballot(Samples.ready());

  /**
   * The artifact is put before ada in the calls c1 and c2, before bob in c3 and before cy in c4.
   */
  private final SessionScenario review = SessionScenario.review().run();

  private static CallReservation call(String peer, int number, int of) {
    return call(peer, number, of, CallPurpose.REVIEW);
  }

  private static CallReservation call(String peer, int number, int of, CallPurpose purpose) {
    CallReservation whole = SessionScenario.reservation(peer, purpose);
    return number == 0
        ? whole
        : whole.of(
            new PromptSection(number, of, "" + number, Digest.ZERO, List.of(), List.of(), null));
  }

  private static SessionCommand.StartRound round(CallReservation... calls) {
    TextRef part = SessionScenario.text("instruction");
    List<PromptRef> prompts =
        Arrays.stream(calls)
            .map(CallReservation::peer)
            .distinct()
            .map(peer -> new PromptRef(peer, part.sha256(), List.of(part.sha256())))
            .toList();
    return new SessionCommand.StartRound(prompts, List.of(part), List.of(calls));
  }

  private void begun() {
    review.does(round(call("ada", 1, 2), call("ada", 2, 2), call("bob", 0, 0), call("cy", 0, 0)));
  }

  private static SessionCommand.UseAnswer use(String call) {
    return new SessionCommand.UseAnswer(call, VOTE);
  }

  private void isTold(String why, SessionCommand command) {
    String told = review.told(command);
    assertTrue(told.contains(why), told);
  }

  private static SessionCommand ask(String peer, int number, int of, CallPurpose purpose) {
    return new SessionCommand.Reserve(call(peer, number, of, purpose));
  }

  @Test
  void theSectionsOfAPeerAreAskedAboutInTheirOrderAndAllOfThem() {
    CallReservation bob = call("bob", 0, 0);
    CallReservation cy = call("cy", 0, 0);
    for (SessionCommand bad :
        List.of(
            round(call("ada", 2, 2), call("ada", 1, 2), bob, cy),
            round(call("ada", 2, 2), bob, cy),
            round(call("ada", 1, 3), call("ada", 3, 3), bob, cy),
            round(call("ada", 1, 2), call("ada", 1, 2), bob, cy),
            round(call("ada", 1, 2), call("bob", 2, 2), cy),
            round(call("ada", 1, 2), bob, call("ada", 2, 2), cy),
            round(call("ada", 0, 0), bob, call("cy", 1, 2)))) {
      assertEquals("wrong_panel", review.refused(bad), bad::toString);
    }

    review.does(round(call("ada", 1, 2), call("ada", 2, 2), call("bob", 1, 1), cy));
    assertEquals(4, review.session().openCalls().size());
  }

  @Test
  void theAnswerAboutOneSectionIsNoVote() {
    begun();

    isTold("be a whole vote", review.settle("ada", VOTE));
    review.does(review.settle("ada", LATER));
    isTold("be a whole vote", use("c1"));
    review.does(review.settle("ada", LATER));

    assertEquals(new NextStep.AnswerStep("c1"), review.next());
    review.does(use("c1"));
    assertEquals(VerdictStatus.READY, review.lastRound().votes().get("ada").status());
  }

  @Test
  void aRepairThatIsUnderWayIsWaitedFor() {
    begun();
    review.does(review.settle("ada", LATER));
    review.does(review.settle("ada", LATER));
    review.ready("bob", "cy").does(ask("ada", 2, 2, CallPurpose.REPAIR));

    assertEquals(new NextStep.WaitStep(List.of("c5")), review.next());
    isTold("be a whole vote", use("c1"));
  }

  @Test
  void aRepairedSectionIsReadWithTheOthersAndNotRepairedAgain() {
    begun();
    review.does(review.settle("ada", LATER));
    review.does(review.settle("ada", LATER));
    review.does(ask("ada", 2, 2, CallPurpose.REPAIR));
    review.does(review.settle("ada", LATER));

    assertEquals(new NextStep.AnswerStep("c1"), review.next());
    isTold("its repaired answer is on disk", ask("ada", 2, 2, CallPurpose.REPAIR));
    review.does(ask("ada", 1, 2, CallPurpose.REPAIR));
  }

  @Test
  void aRepairedAnswerAboutEverythingIsReadAtOnce() {
    begun();
    review.does(review.settle("bob", LATER));
    review.ask("bob", CallPurpose.REPAIR);

    isTold("be left unread", review.settle("bob", LATER));
    review.does(review.settle("bob", VOTE));
  }

  @Test
  void aSectionThatWasNotAskedAboutIsAskedAboutBesideThoseThatWere() {
    begun();
    review.does(review.settle("ada", LATER));
    review.does(new SessionCommand.Release("c2", "not sent"));

    assertEquals(
        new NextStep.SectionStep(1, List.of(new NextStep.SectionQuestion("ada", 2))),
        review.next());
    isTold("its answer is on disk", ask("ada", 1, 2, CallPurpose.REVIEW));
    review.does(ask("ada", 2, 2, CallPurpose.REVIEW));
  }

  @Test
  void aPeerIsAskedAboutTheSectionsOfItsRoundAndAboutNoOthers() {
    begun();
    review.does(new SessionCommand.Release("c2", "not sent"));
    review.does(new SessionCommand.Release("c3", "not sent"));

    isTold("it is asked about other sections", ask("ada", 0, 0, CallPurpose.REVIEW));
    isTold("it is asked about other sections", ask("ada", 3, 3, CallPurpose.REVIEW));
    isTold("it is asked about other sections", ask("bob", 1, 1, CallPurpose.REVIEW));
    review.does(ask("ada", 2, 2, CallPurpose.REVIEW));
    review.ask("bob", CallPurpose.REVIEW);
  }
}

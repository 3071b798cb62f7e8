package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Confidence;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.FindingKind;
import crossreview.model.FindingState;
import crossreview.model.MoveMethod;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.model.Waiver;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests for evidence as a list to work off. */
class ChecklistTest {
  private static final String ASK = "Show the test run.";

  static Verdict asks(String... asks) {
    List<Verdict.Claim> claims =
        List.of(asks).stream()
            .map(ask ->
                new Verdict.Claim(FindingKind.EVIDENCE_REQUEST, Severity.BLOCKING, ask, List.of()))
            .toList();
    return new Verdict(
        Status.NEEDS_EVIDENCE, Confidence.VERIFIED, "show me", claims, List.of(), List.of());
  }

  static Verdict says(DispositionAnswer answer) {
    Disposition said = new Disposition("f1", answer, "because");
    Status status = answer == DispositionAnswer.STILL_OPEN ? Status.NEEDS_EVIDENCE : Status.READY;
    return new Verdict(status, Confidence.VERIFIED, "well", List.of(), List.of(said), List.of());
  }

  /** Cy asks in the first round of a ship run, and the author revises after each. */
  private static Play asked() {
    Play play = Play.ship().run().round().ready("ada", "bob");
    play.vote("cy", asks(ASK));
    return play.count().revise("rex", "second");
  }

  private static Play round(Play play, Verdict cy) {
    play.round().ready("ada", "bob");
    play.vote("cy", cy);
    return play.count();
  }

  private static Checklist.Item item(Play play) {
    assertEquals(1, Checklist.of(play.session()).size());
    return Checklist.find(play.session(), "f1").orElseThrow();
  }

  @Test
  void aFreshAskIsOpenAndBlocks() {
    Checklist.Item item = item(asked());

    assertEquals(ItemState.OPEN, item.state());
    assertTrue(item.blocks());
    assertEquals(List.of(1, 1, 1), List.of(item.firstRound(), item.lastRound(), item.roundCount()));
    assertEquals(ASK, item.finding().opened().statement());
  }

  @Test
  void anAskThatItsOwnerRepeatsInItsWordsIsOneItem() {
    Play play = round(asked(), asks(ASK)).revise("sam", "third");

    Checklist.Item item = item(round(play, says(DispositionAnswer.STILL_OPEN)));

    assertEquals(List.of(1, 3, 3), List.of(item.firstRound(), item.lastRound(), item.roundCount()));
    assertEquals(ItemState.OPEN, item.state());
  }

  @Test
  void anAskThatIsNotNamedAgainIsLabelledAndStillBlocks() {
    Play play = round(asked(), Samples.notReady("another matter"));

    Checklist.Item item = Checklist.find(play.session(), "f1").orElseThrow();

    assertEquals(ItemState.NOT_RESURFACED, item.state());
    assertEquals(FindingState.OPEN, item.finding().state());
    assertTrue(item.blocks());
    assertEquals(1, item.lastRound());
  }

  @Test
  void whatItsOwnerSettlesIsAddressedByTheOwner() {
    Checklist.Item item = item(round(asked(), says(DispositionAnswer.RESOLVED)));

    assertEquals(ItemState.ADDRESSED, item.state());
    assertEquals(MoveMethod.OWNER, item.method());
    assertFalse(item.blocks());
    assertEquals(ItemState.OPEN, item.history().getFirst().from());
    assertEquals("because", item.history().getFirst().note());
  }

  @Test
  void anOperatorSettlesAnItemForGoodWhichIsReportedWhenItIsRaisedAgain() {
    Play play = asked();
    play.does(new Command.Waive("f1", Waiver.DEFERRED, "next week"));
    assertEquals(ItemState.DEFERRED, item(play).state());

    Checklist.Item item = item(round(play, asks(ASK)));

    assertEquals(ItemState.DEFERRED, item.state());
    assertFalse(item.blocks());
    assertEquals(List.of(2), item.raisedAfterEnd());
    assertEquals(MoveMethod.OPERATOR, item.method());
    assertEquals(1, item.history().size(), "it was not reopened");
  }

  @Test
  void findingsOfOtherKindsAreNoItems() {
    Play play = Play.review().run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("no end"));

    assertEquals(List.of(), Checklist.of(play.session()));
    assertTrue(Checklist.find(play.session(), "f1").isEmpty());
  }
}

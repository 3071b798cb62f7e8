package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptRef;
import crossreview.model.call.PromptSection;
import crossreview.model.event.RoundEvent.RoundStarted;
import crossreview.model.event.SessionEvent;
import crossreview.model.policy.PolicyRules;
import crossreview.model.run.RunMode;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.RulesBuilder;
import crossreview.testkit.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A round in which a peer is shown only what is new: of which round, and of no other. */
class DeltaRoundRulesTest {
  private static final PolicyRules DELTA = RulesBuilder.unanimous().delta(true).build();

  /** The second round comes next: ada and cy approved the first text, bob did not. */
  private final SessionScenario second = second(DELTA);

  private static SessionScenario second(PolicyRules rules) {
    SessionScenario first = SessionScenario.under(rules, RunMode.SHIP).run().round();
    first.vote("bob", Samples.notReady("no end"));
    return first.ready("ada", "cy").count().revise("rex", "text with an end");
  }

  private static SessionCommand.StartRound round(CallReservation... calls) {
    TextRef part = SessionScenario.text("instruction");
    List<PromptRef> prompts =
        Stream.of("ada", "bob", "cy")
            .map(peer -> new PromptRef(peer, part.sha256(), List.of(part.sha256())))
            .toList();
    return new SessionCommand.StartRound(prompts, List.of(part), List.of(calls));
  }

  private static CallReservation whole(String peer) {
    return SessionScenario.reservation(peer, CallPurpose.REVIEW);
  }

  /** A call that shows the second part, and carries the first over from a round. */
  private static CallReservation delta(String peer, @Nullable Integer from) {
    CarriedParts carried = from == null ? null : new CarriedParts(from, "1");
    return whole(peer).of(new PromptSection(1, 1, "2", Digest.ZERO, List.of(), List.of(), carried));
  }

  private static String kind(List<SessionEvent> events) {
    return ((RoundStarted) events.getFirst()).kind();
  }

  @Test
  void whatIsCarriedOverMakesARoundOneOfWhatIsNew() {
    assertEquals(
        RoundStarted.DELTA,
        kind(second.does(round(delta("ada", 1), whole("bob"), delta("cy", 1)))));
    assertEquals(
        RoundStarted.FULL,
        kind(second(DELTA).does(round(whole("ada"), whole("bob"), whole("cy")))));
    assertEquals(
        RoundStarted.FULL,
        kind(second(DELTA).does(round(delta("ada", null), whole("bob"), whole("cy")))));
  }

  @Test
  void onlyTheRoundThatThePeerApprovedIsCarriedOver() {
    assertTold("hunks of ada are carried over from round 2, the rules say round 1", "ada", 2);
    assertTold("hunks of bob are carried over from round 1, the rules say from none", "bob", 1);
  }

  private void assertTold(String why, String peer, int from) {
    CallReservation[] calls =
        Stream.of("ada", "bob", "cy")
            .map(each -> each.equals(peer) ? delta(each, from) : whole(each))
            .toArray(CallReservation[]::new);
    String told = second.told(round(calls));
    assertTrue(told.contains(why), told);
  }

  @Test
  void nothingIsCarriedOverWhereThePolicyDoesNotAskForLess() {
    assertEquals(
        "wrong_panel",
        second(PolicyRules.UNANIMOUS).refused(round(delta("ada", 1), whole("bob"), whole("cy"))));
  }
}

package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CitationRule;
import crossreview.model.Mode;
import crossreview.model.PolicyRule;
import crossreview.model.PolicyRules;
import crossreview.model.TallyResult;
import crossreview.model.Waiver;
import crossreview.testkit.Samples;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final PolicyRules TWO =
      new PolicyRules(PolicyRule.K_OF_N, 2, CitationRule.REMARK, false);

  /** Ada objects once, the author revises, all agree. */
  private static Play shipped() {
    Play play = Play.under(PolicyRules.UNANIMOUS, Mode.SHIP).run().round().ready("bob", "cy");
    play.vote("ada", Samples.notReady("no end"));
    play.count().revise("rex", "better").round().ready("bob", "cy");
    play.vote("ada", Samples.resolving("f1"));
    play.count().end();
    return play;
  }

  @Test
  void underItsOwnPolicyASessionComesToWhatIsRecorded() {
    WhatIf replay = shipped().again(PolicyRules.UNANIMOUS);

    assertTrue(replay.same());
    assertEquals(2, replay.recounts().size());
    replay.recounts().forEach(r -> assertEquals(r.recorded(), r.under()));
  }

  @Test
  void aMoreLenientPolicyWouldHaveEndedItEarlierAndNamesWhoWouldHaveBeenOutvoted() {
    WhatIf replay = shipped().again(TWO);

    assertFalse(replay.same());
    assertEquals(1, replay.deciding().orElseThrow().round());
    assertEquals(2, replay.decided().orElseThrow().round());
    assertEquals(TallyResult.ACCEPTED, replay.deciding().orElseThrow().under().tally());
    assertEquals("f1", replay.deciding().orElseThrow().removed().getFirst().finding());
    assertEquals("ada", replay.deciding().orElseThrow().removed().getFirst().peer());
  }

  @Test
  void aStricterPolicyNamesWhatStandsInTheWay() {
    PolicyRules strict =
        new PolicyRules(PolicyRule.UNANIMOUS, null, CitationRule.REMARK, false, 2, null);

    WhatIf replay = shipped().again(strict);

    assertFalse(replay.same());
    WhatIf.Recount last = replay.deciding().orElseThrow();
    assertEquals(2, last.round());
    assertFalse(last.passes());
    assertTrue(last.passed());
    assertEquals("family_floor", last.added().getFirst().code());
  }

  @Test
  void theFindingsAreCountedAsTheyStoodWhenTheRoundWasCounted() {
    Play play = Play.under(PolicyRules.UNANIMOUS).run().round().ready("ada", "bob");
    play.vote("cy", Samples.notReady("no end"));
    play.count().end();
    play.does(new Command.Waive("f1", Waiver.REJECTED, "it has one"));

    WhatIf replay = play.again(PolicyRules.UNANIMOUS);

    assertTrue(replay.same(), "a later waiver does not change what was counted");
    assertEquals(TallyResult.DIVIDED, replay.deciding().orElseThrow().under().tally());
  }

  @Test
  void aSessionWithoutARoundHasNothingToCount() {
    WhatIf replay = Play.review().again(TWO);

    assertTrue(replay.same());
    assertTrue(replay.deciding().isEmpty());
  }
}

package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.analysis.PairCounts;
import crossreview.session.analysis.VoteAgreement;
import crossreview.session.analysis.VoteAgreement.BlindRound;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many independent votes a panel's votes amount to. */
class VoteAgreementTest {
  private final List<BlindRound> rounds = new ArrayList<>();

  /** So many rounds in which a, b and c voted like this. */
  private void voted(int times, boolean a, boolean b, boolean c) {
    for (int i = 0; i < times; i++) {
      rounds.add(new BlindRound(Map.of("a", a, "b", b, "c", c)));
    }
  }

  private VoteIndependence figure(String... voters) {
    return VoteAgreement.over(List.of(rounds)).figure(List.of(voters), 1.5);
  }

  /**
   * By hand: a and b agree in 32 of 40 rounds, (16·16 − 4·4) / (20·20) = 0.6; c agrees with each in
   * half of them, 0. The matrix sums to 3 + 2·0.6 = 4.2, and 3² / 4.2 = 2.142857.
   */
  @Test
  void theFigureOfAMatrixIsTheOneComputedByHand() {
    for (boolean c : new boolean[] {true, false}) {
      voted(8, true, true, c);
      voted(2, true, false, c);
      voted(2, false, true, c);
      voted(8, false, false, c);
    }
    VoteAgreement voteAgreement = VoteAgreement.over(List.of(rounds));

    assertEquals(new PairCounts(16, 4, 4, 16), voteAgreement.pair("a", "b"));
    assertEquals(0.6, voteAgreement.pair("a", "b").phi().orElseThrow(), 1e-9);
    assertEquals(0.0, voteAgreement.pair("a", "c").phi().orElseThrow(), 1e-9);
    assertEquals(new VoteIndependence("2.14", 3, null, false), figure("a", "b", "c"));
    assertEquals("1.25", figure("a", "b").votes(), "4 / (2 + 2 · 0.6)");
    assertTrue(figure("a", "b").belowFloor());
    assertEquals("2.00", figure("b", "c").votes());
  }

  @Test
  void aFigureAtTheFloorIsNotBelowIt() {
    voted(10, true, true, true);
    voted(10, false, false, true);

    assertEquals(
        new VoteIndependence("1.00", 2, null, false),
        VoteAgreement.over(List.of(rounds)).figure(List.of("a", "b"), 1.0));
    assertEquals(20, VoteAgreement.over(List.of(rounds)).pair("a", "b").agreed());
    assertEquals(10, VoteAgreement.over(List.of(rounds)).pair("a", "c").agreed());
  }

  @Test
  void aVoterIsCalledByPeerAndModel() {
    assertEquals("ada (m1)", VoteAgreement.voter(Samples.reviewer("ada")));
  }

  @Test
  void twoWhoAnswerInTheSameWordsAreTwoVoters() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    AnswerMetadata same = sessionScenario.answered(Money.ZERO);
    for (String peer : List.of("ada", "bob", "cy")) {
      sessionScenario.does(
          new SessionCommand.Settle(
              sessionScenario.call(peer), same, Samples.ballot(Samples.ready())));
    }
    sessionScenario.count();

    assertEquals(
        Map.of("ada (m1)", true, "bob (m1)", true, "cy (m1)", true),
        VoteAgreement.of(sessionScenario.session()).getFirst().ready());
  }

  @Test
  void aRepairThatAnotherModelGaveIsThatModelsVote() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.does(sessionScenario.settle("ada", new AnswerMeaning.UnreadAnswer()));
    sessionScenario.ask("ada", CallPurpose.REPAIR);
    sessionScenario.does(
        new SessionCommand.TakeFallback(sessionScenario.call("ada"), "m2", "overloaded"));
    sessionScenario.ready("bob", "cy", "ada").count();

    assertEquals(
        Map.of("ada (m2)", true, "bob (m1)", true, "cy (m1)", true),
        VoteAgreement.of(sessionScenario.session()).getFirst().ready());
  }

  @Test
  void twoThatAlwaysAgreeAreOneVote() {
    voted(15, true, true, true);
    voted(15, false, false, false);

    assertEquals(new VoteIndependence("1.00", 3, null, true), figure("a", "b", "c"));
  }

  @Test
  void twoThatAlwaysDisagreeAreTwoVotesAndNotMore() {
    voted(15, true, false, true);
    voted(15, false, true, true);

    assertEquals("2.00", figure("a", "b").votes());
  }

  @Test
  void fewCommonRoundsSayNothing() {
    voted(10, true, true, true);
    voted(9, false, false, true);

    VoteIndependence figure = figure("a", "b");

    assertNull(figure.votes());
    assertFalse(figure.belowFloor());
    assertEquals("19 of 20 shared rounds of a and b", figure.unknown());
  }

  @Test
  void whoAlwaysSaysTheSameTellsNothing() {
    voted(15, true, true, true);
    voted(15, false, true, true);

    assertEquals("a or b has always voted the same", figure("a", "b").unknown());
  }

  @Test
  void theVoteOfAFallbackIsThatOfItsModel() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round();
    sessionScenario.does(
        new SessionCommand.TakeFallback(sessionScenario.call("ada"), "m2", "overloaded"));
    sessionScenario.ready("ada", "bob", "cy").count();

    List<BlindRound> blind = VoteAgreement.of(sessionScenario.session());

    assertEquals(
        Map.of("ada (m2)", true, "bob (m1)", true, "cy (m1)", true), blind.getFirst().ready());
  }

  @Test
  void onlyRoundsInWhichNobodyWasShownTheOthersFindingsCount() {
    SessionScenario sessionScenario = SessionScenario.ship().run().round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.notReady("no end"));
    sessionScenario.count().revise("rex", "better").round().ready("bob", "cy");
    sessionScenario.vote("ada", Samples.resolving("f1"));
    sessionScenario.count();

    List<BlindRound> blind = VoteAgreement.of(sessionScenario.session());

    assertEquals(1, blind.size(), "in the second round an open finding was on the table");
    assertEquals(
        Map.of("ada (m1)", false, "bob (m1)", true, "cy (m1)", true), blind.getFirst().ready());
  }
}

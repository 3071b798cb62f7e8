package crossreview.cli.review;

import static crossreview.cli.review.GateSessions.BASE;
import static crossreview.cli.review.GateSessions.HEAD;
import static crossreview.cli.review.GateSessions.OPERATOR;
import static crossreview.cli.review.GateSessions.after;
import static crossreview.cli.review.GateSessions.approved;
import static crossreview.cli.review.GateSessions.contested;
import static crossreview.cli.review.GateSessions.covered;
import static crossreview.cli.review.GateSessions.exact;
import static crossreview.cli.review.GateSessions.place;
import static crossreview.cli.review.GateSessions.refusals;
import static crossreview.cli.review.GateSessions.request;
import static crossreview.cli.review.GateSessions.reviewed;
import static crossreview.cli.review.GateSessions.revised;
import static crossreview.cli.review.GateSessions.strict;
import static crossreview.cli.review.GateSessions.thin;
import static crossreview.cli.review.GateSessions.waived;
import static crossreview.cli.review.GateSessions.withoutRules;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.ReviewHarness.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCode;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.PeerScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to be wrong at a gate that needs no running daemon, in one table: each is refused with
 * a sentence of its own. A missing review, one under way, damage, a binary file, a mode, a replaced
 * object and another project are in GateIT and ProjectsTest.
 */
class GateWaysTest {
  @BeforeAll
  static void keep(@TempDir Path dir) {
    GateSessions.dir = dir;
  }

  /**
   * A row.
   *
   * @param asked what the gate says
   */
  private record Row(
      String way, GateCode code, String sentence, Function<String, List<GateRefusal>> asked) {
    @Override
    public String toString() {
      return way;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachWayToBeWrongIsRefusedWithItsSentence(Row row) {
    List<GateRefusal> refusals = row.asked().apply(row.way());

    assertTrue(
        refusals.stream().anyMatch(said(row)), () -> row.sentence() + " is not in " + refusals);
  }

  private static Predicate<GateRefusal> said(Row row) {
    return refusal -> refusal.code() == row.code() && refusal.message().contains(row.sentence());
  }

  @Test
  void thereAreFortyWaysAndNoTwoHaveTheSameSentence() {
    List<Row> rows = rows().toList();

    assertTrue(rows.size() >= 40, rows.size() + " ways");
    assertEquals(rows.size(), rows.stream().map(Row::way).collect(Collectors.toSet()).size());
    List<String> sentences = rows.stream().map(Row::sentence).toList();
    assertEquals(rows.size(), Set.copyOf(sentences).size(), sentences::toString);
  }

  static Stream<Row> rows() {
    Stream<Row> receipts =
        GateProofTest.ways()
            .map(way -> new Row(way.name(), way.code(), way.words(), GateProofTest.asked(way)));
    return Stream.concat(receipts, sessions());
  }

  private static Stream<Row> sessions() {
    return Stream.of(
        new Row(
            "a review that objects",
            GateCode.NOT_ACCEPTED,
            "its review has not ended with an approval",
            way -> refusals(reviewed(notReady("no end")), exact())),
        new Row(
            "a cancelled review",
            GateCode.NOT_ACCEPTED,
            "its review was closed as session_cancelled",
            way -> refusals(after(new SessionCommand.RequestCancel("enough"), CALLER), exact())),
        new Row(
            "a policy that was not asked for",
            GateCode.OTHER_POLICY,
            "it was decided by the policy unanimous and not by strict",
            way -> refusals(approved(), request(BASE, HEAD, "strict", List.of(), false, false))),
        new Row(
            "another base",
            GateCode.REBASED,
            "before a rebase: the base is another tree",
            way -> refusals(approved(), request(HEAD, HEAD, null, List.of(), true, false))),
        new Row(
            "another head",
            GateCode.REBASED,
            "before a rebase: the head is another tree",
            way -> refusals(approved(), request(BASE, BASE, null, List.of(), true, false))),
        new Row(
            "no trees",
            GateCode.REBASED,
            "before a rebase: the gate was not told which trees it asks about",
            way -> refusals(approved(), request(null, null, null, List.of(), true, false))),
        new Row(
            "a revision instead of the change",
            GateCode.REVISED,
            "a revision was approved and not the change itself: crossreview apply ",
            way -> refusals(revised(), request(null, null, null, List.of(), false, false))),
        new Row(
            "a revision of a change to another base",
            GateCode.REBASED,
            "before a rebase: it is known of no tree",
            way ->
                refusals(
                    revised(), request(BASE, HEAD, null, List.of(), true, false).ofRevision())),
        new Row(
            "a contested outcome",
            GateCode.CONTESTED,
            "its outcome is contested by caller",
            way -> refusals(contested(), exact())),
        new Row(
            "a required voter that was not on the panel",
            GateCode.MISSING_VOTER,
            "eve did not vote READY on it: it was not on the panel",
            way -> refusals(approved(), request(BASE, HEAD, null, List.of("eve"), false, false))),
        new Row(
            "a required voter whose vote is no READY",
            GateCode.MISSING_VOTER,
            "ada did not vote READY on it but NOT_READY",
            way ->
                refusals(
                    reviewed(notReady("no end")),
                    request(BASE, HEAD, null, List.of("ada"), false, false))),
        new Row(
            "an approval of stock words where the policy refuses it",
            GateCode.THIN_ANSWER,
            "ada approved it with no more than \"LGTM\"",
            way -> refusals(reviewed(PeerScript.says(thin("LGTM"))), strict())),
        new Row(
            "an approval without a word",
            GateCode.THIN_ANSWER,
            "ada approved it without a word",
            way -> refusals(reviewed(PeerScript.says(thin(""))), strict())),
        new Row(
            "rules that could not be used",
            GateCode.RULES_LEFT_OUT,
            "it was reviewed without REVIEW.md: it is empty",
            way -> refusals(withoutRules(), exact())),
        new Row(
            "a waiver without a reason",
            GateCode.WAIVED_WITHOUT_REASON,
            "f1 was waived by operator without a reason",
            way -> refusals(waived(OPERATOR, null), exact())),
        new Row(
            "a waiver by the caller itself",
            GateCode.WAIVED_BY_CALLER,
            "f1 was waived by caller, who asked for the review",
            way -> refusals(waived(CALLER, "mine is right"), exact())),
        new Row(
            "a hunk that one peer was not shown",
            GateCode.NOT_COVERED,
            "bob approved it and was not shown src/b.c (line 9)",
            way -> refusals(covered(new VoteCoverage(2, "1", place()), approved()), exact())),
        new Row(
            "a carried hunk beside one that was neither shown nor carried",
            GateCode.NOT_COVERED,
            "bob approved it, carried hunks over and was not shown src/b.c (line 9)",
            way ->
                refusals(
                    covered(
                        new VoteCoverage(3, "1", place(), new CarriedParts(1, "3")), approved()),
                    exact())),
        new Row(
            "an approval of nothing that was shown",
            GateCode.NOT_COVERED,
            "bob approved it and was not shown part 1 of 2, src/b.c (line 9)",
            way -> refusals(covered(new VoteCoverage(2, "", place()), approved()), exact())));
  }
}

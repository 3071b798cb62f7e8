package crossreview.cli.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.run.RunMode;
import crossreview.model.vote.VoteCoverage;
import crossreview.model.vote.VoteCoverage.PartPlace;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCheck.GateRequest;
import crossreview.session.analysis.GateCode;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final String BASE = "12ab".repeat(10);
  private static final String HEAD = "34cd".repeat(10);
  private static final ChangeIdentity CHANGE =
      new ChangeIdentity("shop", "topic", null, null, BASE, HEAD, "comparing main with topic");
  private static final Digest PATCH = Digest.of("patch");
  private static final Actor OPERATOR = new Actor("operator", null);
  private static final String TEXT = "text\n";

  @TempDir private static Path dir;
  private static int benches;

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
  void thereAreFortyWaysAndNoTwoAreTheSame() {
    List<Row> rows = rows().toList();

    assertTrue(rows.size() >= 40, rows.size() + " ways");
    assertEquals(rows.size(), rows.stream().map(Row::way).collect(Collectors.toSet()).size());
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
            "reviewed between other trees, before a rebase",
            way -> refusals(approved(), request(HEAD, HEAD, null, List.of(), true, false))),
        new Row(
            "another head",
            GateCode.REBASED,
            "reviewed between other trees, before a rebase",
            way -> refusals(approved(), request(BASE, BASE, null, List.of(), true, false))),
        new Row(
            "no trees",
            GateCode.REBASED,
            "reviewed between other trees, before a rebase",
            way -> refusals(approved(), request(null, null, null, List.of(), true, false))),
        new Row(
            "a revision instead of the change",
            GateCode.REVISED,
            "a revision was approved and not the change itself: crossreview apply ",
            way -> refusals(revised(), request(null, null, null, List.of(), false, false))),
        new Row(
            "a revision of a change to another base",
            GateCode.REBASED,
            "reviewed between other trees, before a rebase",
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
            "eve did not vote READY on it",
            way -> refusals(approved(), request(BASE, HEAD, null, List.of("eve"), false, false))),
        new Row(
            "a required voter whose vote is no READY",
            GateCode.MISSING_VOTER,
            "ada did not vote READY on it",
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
            "bob approved it and was not shown src/b.c (line 9)",
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

  private static List<PartPlace> place() {
    return List.of(new PartPlace(2, "src/b.c (line 9)"));
  }

  private static List<GateRefusal> refusals(Session session, GateRequest request) {
    return GateCheck.refusals(session, request);
  }

  private static GateRequest exact() {
    return request(BASE, HEAD, null, List.of(), false, false);
  }

  private static GateRequest strict() {
    return request(BASE, HEAD, null, List.of(), false, true);
  }

  private static GateRequest request(
      String base,
      String head,
      String policy,
      List<String> voters,
      boolean refuseRebased,
      boolean refuseThin) {
    return new GateRequest(
        PATCH, base, head, policy, voters, List.of(), refuseRebased, refuseThin, false);
  }

  private static String thin(String summary) {
    return "{\"status\":\"READY\",\"confidence\":\"verified\",\"summary\":\""
        + summary
        + "\",\"findings\":[],\"dispositions\":[]}";
  }

  private static ReviewHarness bench(PeerScript ada, ScriptedPeer... more) {
    Path data = dir.resolve("data" + benches++);
    ScriptedPeer first = ScriptedPeer.reviewer("ada", ada);
    ScriptedPeer second = ScriptedPeer.reviewer("bob", ready());
    return more.length == 0
        ? new ReviewHarness(data, first, second)
        : new ReviewHarness(data, first, second, more[0]);
  }

  private static SessionId submitted(ReviewHarness bench, ContextFile... beside) {
    SessionId id = bench.open(RunMode.REVIEW, "before\n");
    bench.submit(id, TEXT, new ArtifactFacts(null, CHANGE, PATCH, List.of(beside)));
    return id;
  }

  private static Session reviewed(PeerScript script) {
    try (ReviewHarness bench = bench(script)) {
      return bench.run(submitted(bench));
    }
  }

  private static Session approved() {
    return reviewed(ready());
  }

  private static Session after(SessionCommand command, Actor by) {
    try (ReviewHarness bench = bench(ready())) {
      return record(bench, submitted(bench), command, by);
    }
  }

  private static Session contested() {
    try (ReviewHarness bench = bench(ready())) {
      SessionId id = submitted(bench);
      bench.run(id);
      SessionId by = SessionId.parse("0190b5f0-0000-7000-8000-000000000001").orElseThrow();
      return record(bench, id, new SessionCommand.Contest(by, "wrong", null), CALLER);
    }
  }

  private static Session withoutRules() {
    try (ReviewHarness bench = bench(ready())) {
      return bench.run(
          submitted(
              bench,
              new ContextFile(ContextKind.RULE, "REVIEW.md", null, null, null, 0, "it is empty")));
    }
  }

  private static Session revised() {
    ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("fixed"));
    try (ReviewHarness bench = bench(inTurn(notReady("no end"), ready()), rex)) {
      return bench.run(bench.open(RunMode.SHIP, "draft\n"));
    }
  }

  private static Session waived(Actor by, String reason) {
    try (ReviewHarness bench = bench(inTurn(notReady("no end"), ready()))) {
      SessionId id = submitted(bench);
      bench.run(id);
      record(bench, id, new SessionCommand.Waive("f1", WaiverKind.DEFERRED, reason), by);
      return bench.run(id);
    }
  }

  /** The same session as a daemon would have written that does not count what bob was shown. */
  private static Session covered(VoteCoverage coverage, Session session) {
    BallotCast vote = session.rounds().getLast().votes().get("bob");
    BallotCast partial =
        new BallotCast(
            vote.round(),
            vote.peer(),
            vote.artifact(),
            vote.status(),
            vote.confidence(),
            vote.summary(),
            vote.findings(),
            vote.dispositions(),
            vote.citations(),
            vote.quality(),
            vote.answer(),
            vote.unadmitted(),
            vote.raisedAgain(),
            vote.movedBy(),
            coverage);
    EventEnvelope next =
        new EventEnvelope(session.seq() + 1, "2030-01-01T00:00:00.000Z", "peer:bob", null);
    return session.apply(next, partial);
  }

  private static Session record(
      ReviewHarness bench, SessionId id, SessionCommand command, Actor by) {
    return get(bench.store().sessions().record(id, command, by)).session();
  }
}

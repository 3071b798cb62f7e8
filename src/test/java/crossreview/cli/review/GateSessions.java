package crossreview.cli.review;

import static crossreview.testkit.PeerScript.inTurn;
import static crossreview.testkit.PeerScript.notReady;
import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;

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
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.nio.file.Path;
import java.util.List;

/** Sessions and requests of a gate, for the table of ways to be wrong at it. */
final class GateSessions {
  static final String BASE = "12ab".repeat(10);
  static final String HEAD = "34cd".repeat(10);
  static final ChangeIdentity CHANGE =
      new ChangeIdentity("shop", "topic", null, null, BASE, HEAD, "comparing main with topic");
  static final Digest PATCH = Digest.of("patch");
  static final Actor OPERATOR = new Actor("operator", null);
  static final String TEXT = "text\n";

  /** Where the sessions are kept; the test sets it. */
  static Path dir;

  private static int benches;

  private GateSessions() {}

  static List<PartPlace> place() {
    return List.of(new PartPlace(2, "src/b.c (line 9)"));
  }

  static List<GateRefusal> refusals(Session session, GateRequest request) {
    return GateCheck.refusals(session, request);
  }

  static GateRequest exact() {
    return request(BASE, HEAD, null, List.of(), false, false);
  }

  static GateRequest strict() {
    return request(BASE, HEAD, null, List.of(), false, true);
  }

  static GateRequest request(
      String base,
      String head,
      String policy,
      List<String> voters,
      boolean refuseRebased,
      boolean refuseThin) {
    return new GateRequest(
        PATCH, base, head, policy, voters, List.of(), refuseRebased, refuseThin, false);
  }

  static String thin(String summary) {
    return "{\"status\":\"READY\",\"confidence\":\"verified\",\"summary\":\""
        + summary
        + "\",\"findings\":[],\"dispositions\":[]}";
  }

  static ReviewHarness bench(PeerScript ada, ScriptedPeer... more) {
    Path data = dir.resolve("data" + benches++);
    ScriptedPeer first = ScriptedPeer.reviewer("ada", ada);
    ScriptedPeer second = ScriptedPeer.reviewer("bob", ready());
    return more.length == 0
        ? new ReviewHarness(data, first, second)
        : new ReviewHarness(data, first, second, more[0]);
  }

  static SessionId submitted(ReviewHarness bench, ContextFile... beside) {
    SessionId id = bench.open(RunMode.REVIEW, "before\n");
    bench.submit(id, TEXT, new ArtifactFacts(null, CHANGE, PATCH, List.of(beside)));
    return id;
  }

  static Session reviewed(PeerScript script) {
    try (ReviewHarness bench = bench(script)) {
      return bench.run(submitted(bench));
    }
  }

  static Session approved() {
    return reviewed(ready());
  }

  static Session after(SessionCommand command, Actor by) {
    try (ReviewHarness bench = bench(ready())) {
      return record(bench, submitted(bench), command, by);
    }
  }

  static Session contested() {
    try (ReviewHarness bench = bench(ready())) {
      SessionId id = submitted(bench);
      bench.run(id);
      SessionId by = SessionId.parse("0190b5f0-0000-7000-8000-000000000001").orElseThrow();
      return record(bench, id, new SessionCommand.Contest(by, "wrong", null), CALLER);
    }
  }

  static Session withoutRules() {
    try (ReviewHarness bench = bench(ready())) {
      return bench.run(
          submitted(
              bench,
              new ContextFile(ContextKind.RULE, "REVIEW.md", null, null, null, 0, "it is empty")));
    }
  }

  static Session revised() {
    ScriptedPeer rex = ScriptedPeer.author("rex", PeerScript.appending("fixed"));
    try (ReviewHarness bench = bench(inTurn(notReady("no end"), ready()), rex)) {
      return bench.run(bench.open(RunMode.SHIP, "draft\n"));
    }
  }

  static Session waived(Actor by, String reason) {
    try (ReviewHarness bench = bench(inTurn(notReady("no end"), ready()))) {
      SessionId id = submitted(bench);
      bench.run(id);
      record(bench, id, new SessionCommand.Waive("f1", WaiverKind.DEFERRED, reason), by);
      return bench.run(id);
    }
  }

  /** The same session as a daemon would have written that does not count what bob was shown. */
  static Session covered(VoteCoverage coverage, Session session) {
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

  static Session record(ReviewHarness bench, SessionId id, SessionCommand command, Actor by) {
    return get(bench.store().sessions().record(id, command, by)).session();
  }
}

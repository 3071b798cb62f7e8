package crossreview.review;

import static crossreview.testkit.PeerScript.ready;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.SecretPolicy;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.material.SecretMatch;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerRegistry;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.SessionLog;
import crossreview.testkit.Eventually;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Material with a secret stays away from peers that are paid or remote. */
class SecretGateTest {
  private static final String KEY = "AKIA" + "QWZRTPLKHGFDSBVN";
  private static final String TEXT = "a plan\nwith " + KEY + "\n";

  @TempDir private Path dir;
  private final ScriptedPeer free = ScriptedPeer.reviewer("free", ready());
  private final ScriptedPeer paid =
      ScriptedPeer.reviewer("paid", ready())
          .priced(new CallPricing.CeilingPricing(Money.of("0.01")), Money.of("0.01"));

  @Test
  void aPaidPeerIsNotAskedAndTheSessionStaysFree() {
    try (ReviewHarness bench = new ReviewHarness(dir, free, paid)) {
      SessionId id = bench.open(RunMode.REVIEW, TEXT);

      Problem problem = assertThrows(ProblemException.class, () -> bench.run(id)).problem();

      assertEquals("secret_not_sent", problem.code());
      assertTrue(
          problem.message().startsWith("a.txt line 2 looks like a secret: AWS"), problem.message());
      assertTrue(problem.message().endsWith("not sent to paid"), problem.message());
      assertFalse(problem.message().contains(KEY));
      assertTrue(free.asks().isEmpty() && paid.asks().isEmpty());
      assertEquals(0, bench.view(id).runs());
      bench.submit(id, "a plan\n");
      assertEquals(1, bench.run(id).runs());
    }
  }

  @Test
  void aSecretByTheUsersOwnRulesIsNotSentEither() {
    try (ReviewHarness bench = new ReviewHarness(dir, free, paid)) {
      SessionId id = bench.open(RunMode.REVIEW, "a plan\nwith ACME-SECRET\n");

      Problem problem = assertThrows(ProblemException.class, () -> bench.run(id)).problem();

      assertEquals("secret_not_sent", problem.code());
      assertTrue(problem.message().contains("secret of the rule acme"), problem.message());
      assertTrue(paid.asks().isEmpty());
    }
  }

  @Test
  void peersOfThisMachineThatCostNothingAreAsked() {
    ScriptedPeer other = ScriptedPeer.reviewer("other", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, free, other)) {
      SessionId id = bench.open(RunMode.REVIEW, TEXT);

      assertTrue(bench.run(id).closed());
    }
  }

  @Test
  void evidenceThatComesDuringARunPassesTheSameGate() {
    List<SecretMatch> found = List.of(new SecretMatch("AWS access key", 3));
    AtomicReference<ReviewHarness> running = new AtomicReference<>();
    List<String> answers = new CopyOnWriteArrayList<>();
    PeerScript attaching =
        peerRequest -> {
          admitted(running.get(), peerRequest.session(), found)
              .onComplete(
                  end -> answers.add(end.succeeded() ? "admitted" : end.cause().getMessage()));
          return ready().act(peerRequest);
        };
    ScriptedPeer asking = ScriptedPeer.reviewer("asking", attaching);
    try (ReviewHarness bench =
        new ReviewHarness(dir, asking, ScriptedPeer.reviewer("paid", ready()))) {
      running.set(bench);
      SessionId id = bench.open(RunMode.REVIEW, "a plan\n");
      assertNull(get(admitted(bench, id, found)), "the start looks at it");

      bench.run(id);

      Eventually.holds(() -> !answers.isEmpty());
      String said = "log line 3 looks like a secret: AWS access key; not sent to paid";
      assertEquals(List.of("secret_not_sent: " + said), answers);
    }
  }

  @Test
  void aPeerThatJoinsDuringARunIsAskedOnlyWhereThereIsNothingToKeepFromIt() {
    AtomicReference<ReviewHarness> running = new AtomicReference<>();
    List<String> answers = new CopyOnWriteArrayList<>();
    PeerScript swapping =
        peerRequest -> {
          swapped(running.get(), peerRequest.session(), "other", "paid")
              .onComplete(end -> answers.add(end.succeeded() ? "" : end.cause().getMessage()));
          return ready().act(peerRequest);
        };
    ScriptedPeer asking = ScriptedPeer.reviewer("asking", swapping);
    ScriptedPeer other = ScriptedPeer.reviewer("other", ready());
    try (ReviewHarness bench = new ReviewHarness(dir, asking, other, paid)) {
      running.set(bench);
      SessionId id = opened(bench, asking, other);
      get(swapped(bench, id, "other", "paid")); // without a run nothing is sent
      get(swapped(bench, id, "paid", "other"));

      bench.run(id);

      Eventually.holds(() -> !answers.isEmpty());
      assertTrue(answers.getFirst().startsWith("secret_not_sent: a.txt line 2"), answers::toString);
      assertTrue(paid.asks().isEmpty());
    }
  }

  private static SessionId opened(ReviewHarness bench, ScriptedPeer... asked) {
    SessionId id = Samples.id();
    List<PanelMember> panel = Stream.of(asked).map(ScriptedPeer::member).toList();
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, panel, Samples.LIMITS);
    get(bench.store().sessions().create(id, open, ReviewHarness.CALLER));
    bench.submit(id, TEXT);
    return id;
  }

  private Future<?> swapped(ReviewHarness bench, SessionId id, String leaves, String joins) {
    PanelMember member =
        joins.equals("paid") ? paid.member() : ScriptedPeer.reviewer(joins, ready()).member();
    SessionCommand swap = new SessionCommand.SwapPeer(leaves, member);
    return bench.reviews().steer(id, swap, Actor.DAEMON);
  }

  private Future<Void> admitted(ReviewHarness bench, SessionId id, List<SecretMatch> found) {
    PeerRegistry peers = new PeerRegistry(List.of(free, paid));
    SecretGate gate = new SecretGate(bench.vertx(), peers, SecretPolicy.LOCAL, text -> List.of());
    return bench
        .store()
        .sessions()
        .view(id)
        .compose(view -> gate.admit(view.session(), "log", found));
  }

  @Test
  void theSettingAllowsIt() {
    try (ReviewHarness bench = new ReviewHarness(dir, free, paid)) {
      SessionId id = bench.open(RunMode.REVIEW, TEXT);

      assertNull(ReviewHarness.get(checked(bench, id, SecretPolicy.WARN)));
      assertThrows(
          ProblemException.class, () -> ReviewHarness.get(checked(bench, id, SecretPolicy.REFUSE)));
    }
  }

  private Future<Void> checked(ReviewHarness bench, SessionId id, SecretPolicy policy) {
    PeerRegistry peers = new PeerRegistry(List.of(free, paid));
    SecretGate gate = new SecretGate(bench.vertx(), peers, policy, text -> List.of());
    return bench
        .store()
        .sessions()
        .lease(id)
        .compose(leased -> {
          SessionLog log = leased.log();
          return gate.check(log, null, SecretGate::panel)
              .onComplete(end -> leased.logLease().release());
        });
  }
}

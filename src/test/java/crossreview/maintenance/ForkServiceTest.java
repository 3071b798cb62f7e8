package crossreview.maintenance;

import static crossreview.testkit.ReviewHarness.CALLER;
import static crossreview.testkit.ReviewHarness.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.ForkOrigin;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.report.SessionComparison;
import crossreview.session.Session;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that begins where a round of another one began. */
class ForkServiceTest {
  private static final Actor BEN = new Actor("ben", "k1");

  @TempDir Path dir;

  /** Ada objects to the first text, rex writes another one, both agree. */
  private ReviewHarness bench() {
    PeerScript once =
        peerRequest ->
            (peerRequest.round() == 1 ? PeerScript.notReady("it lacks a line") : PeerScript.ready())
                .act(peerRequest);
    return new ReviewHarness(
        dir,
        ScriptedPeer.reviewer("ada", once),
        ScriptedPeer.reviewer("bob", PeerScript.ready()),
        ScriptedPeer.author("rex", PeerScript.appending("a line")));
  }

  @Test
  void aForkBeginsWithTheTextTheEvidenceAndTheConstraintsOfItsRound() {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "a plan\n");
      get(bench.reviews().steer(id, new SessionCommand.Constrain("keep it short"), CALLER));
      Session old = bench.run(id);
      assertEquals(2, old.rounds().size());

      ForkService forkService = new ForkService(bench.store().sessions());
      Session first = get(forkService.fork(id, 1, Samples.id(), BEN));
      Session second = get(forkService.fork(id, 2, Samples.id(), BEN));

      assertEquals(new ForkOrigin(id, 1), first.opened().forkedFrom());
      assertEquals("ben", first.opened().petitioner());
      assertEquals(Digest.of("a plan\n"), first.current().sha256());
      assertEquals(old.finalized().finalText().sha256(), second.current().sha256());
      assertEquals("keep it short", first.steering().constraints().getFirst().text());
      assertEquals(old.panel(), first.panel());
      assertTrue(first.rounds().isEmpty() && !first.closed(), "nobody was asked yet");
      assertEquals(old, bench.view(id), "the old one is not touched");
    }
  }

  @Test
  void whatIsKnownOfTheSubmittedTextIsKnownOfItsCopyAndNotOfARevision() {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "another text\n");
      ChangeIdentity change =
          new ChangeIdentity(
              "/r", null, null, null, "a".repeat(40), "b".repeat(40), "the index with HEAD");
      ArtifactFacts facts = new ArtifactFacts("a plan, 1 line", change, Digest.of("patch"));
      bench.submit(id, "a plan\n", facts);
      bench.run(id);

      ForkService forkService = new ForkService(bench.store().sessions());
      ArtifactSubmitted copy =
          get(forkService.fork(id, 1, Samples.id(), BEN)).supplement().submitted();
      ArtifactSubmitted revision =
          get(forkService.fork(id, 2, Samples.id(), BEN)).supplement().submitted();

      assertEquals("a plan, 1 line", copy.readAs());
      assertEquals(Digest.of("patch"), copy.patchDigest());
      assertEquals(change, copy.change());
      assertNull(revision.readAs());
      assertNull(revision.patchDigest());
      assertNull(revision.change());
    }
  }

  @Test
  void aForkRunsByItselfAndIsComparedWithItsOrigin() {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "a plan\n");
      bench.run(id);
      SessionId fork = Samples.id();
      get(new ForkService(bench.store().sessions()).fork(id, 2, fork, BEN));

      Session ended = bench.run(fork);
      SessionComparison diff = SessionComparison.of(bench.view(id), ended);

      assertEquals(SessionOutcome.CONVERGED, ended.finalized().outcome());
      assertFalse(diff.sameArtifact(), "the fork was revised once more");
      assertEquals("both", diff.findings().getFirst().in());
    }
  }

  @Test
  void theSameKeyAgainIsTheSameForkAndCompletesIt() {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "a plan\n");
      bench.run(id);
      SessionId fork = Samples.id();
      ForkService forkService = new ForkService(bench.store().sessions());

      Session first = get(forkService.fork(id, 1, fork, BEN));
      Session again = get(forkService.fork(id, 1, fork, BEN));

      assertEquals(first, again);
    }
  }

  @Test
  void aRoundThatNeverWasIsRefusedAndOpensNothing() {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "a plan\n");
      bench.run(id);
      SessionId fork = Samples.id();

      ProblemException problemException =
          assertThrows(
              ProblemException.class,
              () -> get(new ForkService(bench.store().sessions()).fork(id, 3, fork, BEN)));

      assertEquals("round_unknown", problemException.problem().code());
      assertThrows(ProblemException.class, () -> bench.view(fork));
    }
  }

  @Test
  void aTextThatIsDamagedIsRefusedAndOpensNothing() throws IOException {
    try (ReviewHarness bench = bench()) {
      SessionId id = bench.open(RunMode.SHIP, "a plan\n");
      bench.run(id);
      Path folder = bench.store().root().resolve("sessions").resolve(id.value());
      try (Stream<Path> files = Files.walk(folder)) {
        String name = Digest.of("a plan\n").value();
        Files.delete(files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
      }
      SessionId fork = Samples.id();

      ProblemException refused =
          assertThrows(
              ProblemException.class,
              () -> get(new ForkService(bench.store().sessions()).fork(id, 1, fork, BEN)));

      assertEquals("blob_not_found", refused.problem().code());
      assertThrows(ProblemException.class, () -> bench.view(fork));
    }
  }
}

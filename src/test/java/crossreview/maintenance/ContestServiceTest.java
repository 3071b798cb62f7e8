package crossreview.maintenance;

import static crossreview.testkit.ReviewHarness.CALLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.StoreSecret;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.event.ContestTerms;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.SessionSupplement.EvidenceRecord;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contests that a crash cuts in half. */
class ContestServiceTest {
  private static final String TEXT = "a plan\n";
  private static final String OTHER = "another plan\n";

  @TempDir Path root;

  private SessionId opened(SessionRegistry sessionRegistry) throws Exception {
    SessionId id = Samples.id();
    Await.result(sessionRegistry.create(id, Samples.open(RunMode.REVIEW), CALLER));
    Await.result(
        sessionRegistry
            .lease(id)
            .compose(leasedLog ->
                leasedLog
                    .log()
                    .blobs()
                    .put(TEXT.getBytes(StandardCharsets.UTF_8))
                    .compose(done -> leasedLog.log().record(Samples.submit(TEXT), CALLER))
                    .onComplete(end -> leasedLog.logLease().release())));
    return id;
  }

  private SessionId closed(SessionRegistry sessionRegistry) throws Exception {
    SessionId id = opened(sessionRegistry);
    close(sessionRegistry, id);
    return id;
  }

  private static void close(SessionRegistry sessionRegistry, SessionId id) throws Exception {
    Await.result(sessionRegistry.record(id, new SessionCommand.RequestCancel("no"), CALLER));
  }

  private ContestService contests(SessionRegistry sessionRegistry) throws IOException {
    return new ContestService(
        sessionRegistry, StoreSecret.open(root, new SecureRandom()), ContestServiceTest::rules);
  }

  private static ContestRules rules() {
    SessionCommand.Open open = Samples.open(RunMode.REVIEW);
    return new ContestRules(open.policy(), open.panel(), open.limits(), open.settingsDigest());
  }

  private static ContestRequest other(boolean evidence) {
    byte[] bytes = OTHER.getBytes(StandardCharsets.UTF_8);
    ArtifactSubmitted draft =
        new ArtifactSubmitted(
            new Artifact(Digest.of(bytes), bytes.length, "text/plain", "draft"),
            null,
            List.of(),
            "plain text, 1 line",
            null,
            null,
            null,
            null);
    return new ContestRequest(
        "it is good", new ContestTerms("Look again.", "zoe", draft, evidence), bytes);
  }

  private static void attach(SessionRegistry sessionRegistry, SessionId id) throws Exception {
    byte[] bytes = "a log\n".getBytes(StandardCharsets.UTF_8);
    Await.result(
        sessionRegistry
            .lease(id)
            .compose(leasedLog ->
                leasedLog
                    .log()
                    .blobs()
                    .put(bytes)
                    .onComplete(end -> leasedLog.logLease().release())));
    Await.result(
        sessionRegistry.record(
            id,
            new SessionCommand.AttachEvidence(
                new Artifact(Digest.of(bytes), bytes.length, "text/plain", "run.log"),
                EvidenceKind.EXECUTED,
                "make",
                0,
                null,
                "test",
                CALLER.by(),
                List.of()),
            CALLER));
  }

  @Test
  void anotherTaskDraftAndCallerAreThoseOfTheNewSessionAndEvidenceComesOnRequest()
      throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = opened(store.sessions());
      attach(store.sessions(), old);
      close(store.sessions(), old);

      Session successor =
          Await.result(contests(store.sessions()).contest(old, other(true), CALLER));

      assertEquals("Look again.", successor.opened().task());
      assertEquals("zoe", successor.opened().petitioner());
      assertEquals(Digest.of(OTHER), successor.current().sha256());
      assertEquals("plain text, 1 line", successor.supplement().submitted().readAs());
      EvidenceRecord piece = successor.supplement().evidence().getFirst();
      assertEquals("make", piece.attached().command());
      assertEquals(
          OTHER,
          new String(
              Await.result(store.sessions().blob(successor.id(), successor.current().sha256())),
              StandardCharsets.UTF_8));
    }
  }

  @Test
  void withoutARequestNoEvidenceIsCarriedOver() throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = opened(store.sessions());
      attach(store.sessions(), old);
      close(store.sessions(), old);

      Session successor =
          Await.result(contests(store.sessions()).contest(old, other(false), CALLER));

      assertTrue(successor.supplement().evidence().isEmpty());
    }
  }

  @Test
  void whatACrashCutOffIsOpenedWithTheTermsThatWereNoted() throws Exception {
    SessionId old;
    SessionId promised = Samples.id();
    try (TestStore store = TestStore.open(root)) {
      old = opened(store.sessions());
      attach(store.sessions(), old);
      close(store.sessions(), old);
      ContestRequest request = other(true);
      Await.result(new ContentCopier(store.sessions()).kept(old, request.draft()));
      Await.result(
          store
              .sessions()
              .record(
                  old,
                  new SessionCommand.Contest(promised, request.reason(), request.terms()),
                  CALLER));
    }
    try (TestStore store = TestStore.open(root)) {
      Await.result(store.sessions().loadIndex());

      assertEquals(1, Await.result(contests(store.sessions()).finish()));

      Session successor = Await.result(store.sessions().view(promised)).session();
      assertEquals("zoe", successor.opened().petitioner());
      assertEquals(Digest.of(OTHER), successor.current().sha256());
      assertEquals(1, successor.supplement().evidence().size());
    }
  }

  @Test
  void aRepetitionWithOtherTermsIsRefused() throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = closed(store.sessions());
      ContestService contestService = contests(store.sessions());
      Await.result(contestService.contest(old, other(false), CALLER));

      ProblemException refused =
          assertThrows(
              ProblemException.class,
              () ->
                  Await.result(
                      contestService.contest(old, ContestRequest.same("it is good"), CALLER)));

      assertEquals("session_already_contested", refused.problem().code());
    }
  }

  @Test
  void aSuccessorThatACrashKeptFromBeingOpenedIsOpenedAtTheNextStart() throws Exception {
    SessionId old;
    SessionId promised;
    try (TestStore store = TestStore.open(root)) {
      old = closed(store.sessions());
      promised = Samples.id();
      Await.result(
          store
              .sessions()
              .record(old, new SessionCommand.Contest(promised, "it is good", null), CALLER));
    }
    try (TestStore store = TestStore.open(root)) {
      Await.result(store.sessions().loadIndex());
      assertEquals(Map.of(old, promised), store.sessions().missingLinks());

      assertEquals(1, Await.result(contests(store.sessions()).finish()));

      Session successor = Await.result(store.sessions().view(promised)).session();
      assertEquals(old, successor.opened().contests());
      assertEquals(CALLER.by(), successor.opened().petitioner());
      assertEquals(Digest.of(TEXT), successor.current().sha256());
      assertTrue(store.sessions().missingLinks().isEmpty());
      assertEquals(0, Await.result(contests(store.sessions()).finish()));
    }
  }

  @Test
  void anImportedSessionIsContestedUnderTheRulesOfTheSettings() throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = Samples.id();
      SessionCommand.Open sample = Samples.open(RunMode.REVIEW, List.of(), Samples.LIMITS);
      SessionCommand.Open open =
          new SessionCommand.Open(
              sample.task(),
              null,
              sample.petitioner(),
              RunMode.REVIEW,
              sample.policy(),
              List.of(),
              sample.limits(),
              sample.settingsDigest(),
              new SessionOrigin(null, "cross-review 4", null, null));
      Await.result(store.sessions().create(old, open, CALLER));
      Await.result(
          store
              .sessions()
              .record(
                  old,
                  new SessionCommand.Finalize(SessionOutcome.ABORTED, EndReason.IMPORTED, null),
                  CALLER));

      Session successor =
          Await.result(contests(store.sessions()).contest(old, other(false), CALLER));

      assertEquals(rules().panel(), successor.panel());
      assertEquals(rules().policy(), successor.policy());
      assertEquals(Digest.of(OTHER), successor.current().sha256());
      assertEquals(old, successor.opened().contests());
    }
  }

  @Test
  void whatTheNewSessionWouldBeRefusedForIsSaidBeforeTheOldOnePromisesIt() throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = closed(store.sessions());
      Session before = Await.result(store.sessions().view(old)).session();
      SessionId lonely = Samples.id();
      Await.result(
          store
              .sessions()
              .create(
                  lonely,
                  Samples.open(RunMode.REVIEW, List.of(before.panel().getFirst()), Samples.LIMITS),
                  CALLER));
      Await.result(store.sessions().record(lonely, new SessionCommand.RequestCancel("no"), CALLER));
      long head = Await.result(store.sessions().view(lonely)).head();
      Actor voter = new Actor(before.panel().getFirst().peer(), null);

      assertThrows(
          ProblemException.class,
          () ->
              Await.result(
                  contests(store.sessions())
                      .contest(lonely, ContestRequest.same("it is good"), voter)));

      assertEquals(head, Await.result(store.sessions().view(lonely)).head());
    }
  }

  @Test
  void whateverIsRepeatedThereIsOneSuccessor() throws Exception {
    try (TestStore store = TestStore.open(root)) {
      SessionId old = closed(store.sessions());
      ContestService contestService = contests(store.sessions());

      Session one =
          Await.result(contestService.contest(old, ContestRequest.same("it is good"), CALLER));
      Session other =
          Await.result(contestService.contest(old, ContestRequest.same("it is good"), CALLER));

      assertEquals(one.id(), other.id());
      assertEquals(2, store.sessions().heads(null).size());
    }
  }
}

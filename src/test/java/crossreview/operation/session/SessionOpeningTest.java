package crossreview.operation.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.event.OpeningFacts;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.LimitOrigin;
import crossreview.model.policy.LimitSource;
import crossreview.model.run.PeerSnapshot;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.report.MarkdownReport;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What held when a session was opened. */
class SessionOpeningTest {
  private static final SessionId ID = SessionId.of(new UUID(7, 7));

  @TempDir private Path dir;

  private static SessionCommand.Open opening(String settings, long latency) {
    byte[] bytes = settings.getBytes(StandardCharsets.UTF_8);
    String text = bytes.length > TextRef.INLINE_MAX ? null : settings;
    LimitOrigin rounds = new LimitOrigin(LimitName.MAX_ROUNDS, "3", "8", "3", LimitSource.ARGUMENT);
    LimitOrigin money = new LimitOrigin(LimitName.SESSION_USD, null, "", "", LimitSource.DEFAULT);
    return Samples.open(RunMode.SHIP)
        .from(
            SessionOrigin.NONE.with(
                new OpeningFacts(
                    new TextRef(Digest.of(bytes), bytes.length, text),
                    List.of(rounds, money),
                    List.of(
                        new PeerSnapshot("ada", "m1", true, null, latency, "it answers"),
                        new PeerSnapshot("bob", "m2", null, null, 0, null)))));
  }

  @Test
  void settingsThatDoNotFitIntoALineAreStoredAndVerified() throws Exception {
    String settings = "{\"x\":\"" + "y".repeat(TextRef.INLINE_MAX) + "\"}";
    try (TestStore store = TestStore.open(dir)) {
      Await.result(
          store
              .sessions()
              .create(
                  ID,
                  opening(settings, 3),
                  new Actor("eve", null),
                  settings.getBytes(StandardCharsets.UTF_8)));

      assertTrue(SessionVerifier.verify(dir.resolve("sessions").resolve(ID.value())).ok());
      byte[] kept = Await.result(store.sessions().blob(ID, Digest.of(settings)));
      assertEquals(settings, new String(kept, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aRepeatedOpeningIsTheSameAlthoughThePeersAreSlowerNow() throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Actor keyed = new Actor("eve", "k1");
      Await.result(store.sessions().create(ID, opening("{}", 3), keyed));

      CommitResult again = Await.result(store.sessions().create(ID, opening("{}", 900), keyed));

      assertTrue(again.repeated());
    }
  }

  @Test
  void theReportSaysWhereEachLimitCameFromAndWhatWasKnownOfThePeers() throws Exception {
    try (TestStore store = TestStore.open(dir)) {
      Session session =
          Await.result(store.sessions().create(ID, opening("{}", 3), new Actor("eve", null)))
              .session();

      String report = MarkdownReport.markdown(session);

      assertTrue(
          report.contains(
              "- Limits come from: max_rounds argument, asked for 3 of 8; session_usd default.\n"),
          report);
      assertTrue(
          report.contains("- Settings at the opening: `" + Digest.of("{}") + "`.\n"), report);
      assertTrue(
          report.contains("- At the opening ada (m1) was available, 3 ms, it answers.\n"), report);
      assertTrue(report.contains("- At the opening bob (m2) was not known, 0 ms.\n"), report);
    }
  }
}

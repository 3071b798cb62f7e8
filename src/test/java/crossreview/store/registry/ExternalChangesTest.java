package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ClusterProblem;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.ownership.SessionOwnership;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one directory: each knows what the other wrote. */
class ExternalChangesTest {
  private static final SessionId ID = new SessionId("0b9f6a52-5f0e-4a4c-9d0a-0f6f7f0c2a11");
  private static final SessionCommand NOTE = new SessionCommand.Append("note", "one more line");

  @TempDir Path root;
  private TestStore writer;
  private TestStore reader;

  @BeforeEach
  void open() throws Exception {
    writer = new TestStore.Options().ownership(SessionOwnership.ALONE).open(root);
    reader = new TestStore.Options().ownership(SessionOwnership.ALONE).open(root);
    Await.result(reader.sessions().loadIndex());
    Await.result(writer.sessions().create(ID, Samples.open(RunMode.SHIP), ReviewHarness.CALLER));
  }

  @AfterEach
  void close() {
    writer.close();
    reader.close();
  }

  private long known() {
    return reader.sessions().heads(null).getOrDefault(ID, 0L);
  }

  @Test
  void aHintBringsASessionIntoTheListAndSaysSo() throws Exception {
    List<Long> read = new CopyOnWriteArrayList<>();
    reader.sessions().externalChanges().onRead((id, head) -> read.add(head));
    assertEquals(0, known());

    reader.sessions().externalChanges().onHint(ID);

    Await.until("it is read", () -> read.contains(writer.sessions().heads(null).get(ID)));
    assertEquals(writer.sessions().heads(null).get(ID), known());
  }

  @Test
  void aLostHintIsMadeUpForByALook() throws Exception {
    assertEquals(1, Await.result(reader.sessions().externalChanges().scan()));
    long before = known();
    Await.result(writer.sessions().record(ID, NOTE, ReviewHarness.CALLER));
    assertEquals(before, known());

    assertEquals(0, Await.result(reader.sessions().externalChanges().scan()));

    assertEquals(before + 1, known());
  }

  @Test
  void aHintOfASessionThatIsNotThereHarmsNothing() throws Exception {
    SessionId none = new SessionId(ID.value().replace('0', '1'));
    reader.sessions().externalChanges().onHint(none);
    reader.sessions().externalChanges().onHint(ID);

    Await.until("the other one is read", () -> known() > 0);
    assertEquals(1, reader.sessions().heads(null).size());
  }

  @Test
  void whatIsGivenBackCanBeTakenByTheOtherAndOpensAgain() throws Exception {
    TestStore.Options slow = new TestStore.Options().idle(Duration.ofMinutes(5));
    try (TestStore third = slow.ownership(SessionOwnership.ALONE).open(root)) {
      Await.result(writer.sessions().releaseAll());

      Await.result(third.sessions().record(ID, NOTE, ReviewHarness.CALLER));
      Await.result(third.sessions().releaseAll());

      long head = Await.result(writer.sessions().record(ID, NOTE, ReviewHarness.CALLER)).lastSeq();
      assertEquals(head, Await.result(third.sessions().view(ID)).head());
    }
  }

  @Test
  void whatAnotherProcessRemovedLeavesTheList() throws Exception {
    Await.result(reader.sessions().externalChanges().scan());
    assertEquals(1, reader.sessions().heads(null).size());
    Await.result(writer.sessions().releaseAll());
    Files.move(root.resolve("sessions").resolve(ID.value()), root.resolve("away"));

    Await.result(reader.sessions().externalChanges().scan());

    assertEquals(0, reader.sessions().heads(null).size());
  }

  @Test
  void aHostThatMayOpenNothingLeavesNoTrace() throws Exception {
    Problem alone = ClusterProblem.CLUSTER_MINORITY.problem("it sees nobody");
    SessionOwnership none =
        new SessionOwnership() {
          @Override
          public CompletionStage<OwnershipClaim> claim(SessionId id) {
            return CompletableFuture.failedFuture(new ProblemException(alone));
          }

          @Override
          public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
            return CompletableFuture.completedFuture(Optional.empty());
          }

          @Override
          public Optional<Problem> writeRefusal() {
            return Optional.of(alone);
          }
        };
    SessionId other = new SessionId(ID.value().replace('0', '2'));
    try (TestStore minority = new TestStore.Options().ownership(none).open(root)) {
      SessionCommand.Open open = Samples.open(RunMode.SHIP);

      assertEquals(
          alone, Await.problem(minority.sessions().create(other, open, ReviewHarness.CALLER)));
      assertEquals(
          alone, Await.problem(minority.sessions().record(ID, NOTE, ReviewHarness.CALLER)));
    }
    assertFalse(Files.exists(root.resolve("sessions").resolve(other.value())));
  }

  @Test
  void aRepeatedOpeningIsAnsweredByAHostThatDoesNotWriteTheSession() throws Exception {
    SessionId other = new SessionId(ID.value().replace('0', '3'));
    SessionCommand.Open open = Samples.open(RunMode.SHIP);
    Actor keyed = new Actor(ReviewHarness.CALLER.by(), "key-1");
    CommitResult first = Await.result(writer.sessions().create(other, open, keyed));

    CommitResult again = Await.result(reader.sessions().create(other, open, keyed));

    assertTrue(again.repeated());
    assertEquals(first.lastSeq(), again.lastSeq());
    SessionCommand.Open another = Samples.open(RunMode.REVIEW);
    assertEquals(
        "idempotency_key_reused",
        Await.problem(reader.sessions().create(other, another, keyed)).code());
    assertEquals(
        "session_already_exists",
        Await.problem(reader.sessions().create(other, open, ReviewHarness.CALLER)).code());
  }
}

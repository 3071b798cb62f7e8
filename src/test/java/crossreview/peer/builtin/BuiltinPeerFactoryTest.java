package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.guard.rule.SecretRules;
import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.call.TokenUsage;
import crossreview.model.finding.Citation;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.testkit.SampleRequests;
import crossreview.testkit.TestVertx;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult;
import crossreview.verdict.revision.DraftResult;
import crossreview.verdict.revision.RevisionReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BuiltinPeerFactoryTest {
  private static final List<String> REVIEWERS =
      List.of("secrets", "hygiene", "tests", "structure", "logic");

  private static Vertx vertx;
  private static BuiltinPeerFactory peers;

  @BeforeAll
  static void open() {
    vertx = TestVertx.create();
    peers = new BuiltinPeerFactory(vertx, SecretRules.NONE);
  }

  @AfterAll
  static void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void theWholePanelRefusesRepairsAndAgrees() throws Exception {
    String first = RulePanel.demo();

    assertEquals(
        List.of("NOT_READY 1", "NOT_READY 2", "READY 0", "NOT_READY 1", "READY 0"), round(first));

    String answer = await(ask("tidy", CallPurpose.REVISE, first)).text();
    DraftResult.UsableDraft draft =
        assertInstanceOf(
            DraftResult.UsableDraft.class, RevisionReader.read(first, answer, 1 << 20));

    assertEquals(
        List.of("READY 0", "READY 0", "READY 0", "READY 0", "READY 0"), round(draft.text()));
  }

  private static List<String> round(String text) throws Exception {
    List<String> said = new ArrayList<>();
    for (String id : REVIEWERS) {
      Verdict verdict = read(text, await(ask(id, CallPurpose.REVIEW, text)).text());
      said.add(verdict.status().wireName() + " " + verdict.findings().size());
    }
    return said;
  }

  /** The same reader as for everybody: no remark, and each citation is found in the artifact. */
  private static Verdict read(String text, String answer) {
    VerdictResult verdictResult = VerdictReader.read(answer, RulePanel.diff(text), text);
    VerdictResult.ParsedVerdict parsedVerdict =
        assertInstanceOf(VerdictResult.ParsedVerdict.class, verdictResult, answer);
    assertEquals(List.of(), parsedVerdict.remarks());
    assertEquals(VerdictQuality.CLEAN, parsedVerdict.verdictQuality());
    parsedVerdict
        .verdict()
        .findings()
        .forEach(findingClaim -> assertEquals(1, findingClaim.citations().size()));
    return parsedVerdict.verdict();
  }

  @Test
  void aDiffWithoutItsTypeIsCitedByTheLinesOfItsFiles() throws Exception {
    String text = RulePanel.created("x/a.c", "b", "c ");
    Artifact artifact = RulePanel.plain("work", text);
    PeerRequest peerRequest =
        SampleRequests.of(CallPurpose.REVIEW, SampleRequests.material(artifact, text, List.of()));

    String answer = await(peer("hygiene").ask(peerRequest, ProgressListener.SILENT)).text();

    VerdictResult.ParsedVerdict parsedVerdict =
        assertInstanceOf(
            VerdictResult.ParsedVerdict.class, VerdictReader.read(answer, artifact, text));
    assertEquals(List.of(), parsedVerdict.remarks());
    Citation citation = parsedVerdict.verdict().findings().getFirst().citations().getFirst();
    assertEquals("x/a.c", citation.path());
    assertEquals(2, citation.line());
  }

  @Test
  void membersCostNothingAndSayWhoTheyAre() throws Exception {
    Peer tidy = peer("tidy");
    PeerResponse peerResponse = await(ask("tidy", CallPurpose.REVISE, "a \n"));

    assertEquals(
        new PanelMember("tidy", "builtin", "builtin", "builtin", List.of(PeerRole.AUTHOR)),
        tidy.member());
    assertEquals(new CallPricing.FreePricing(), tidy.pricing());
    assertEquals(
        new PeerResponse("a\n", TokenUsage.NONE, Money.ZERO, "builtin", "stop"), peerResponse);
    assertEquals(Optional.empty(), peers.byId("nobody", List.of()));
    assertTrue(
        peers.byId("tests", List.of(PeerRole.JUDGE)).orElseThrow().member().may(PeerRole.JUDGE));
  }

  @Test
  void progressSaysHowManyFilesAreRead() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    PeerRequest peerRequest =
        question("hygiene", CallPurpose.REVIEW, RulePanel.demo(), Duration.ofSeconds(30));

    await(peer("hygiene").ask(peerRequest, (text, characters) -> told.add(text)));

    assertEquals(List.of("read 1 of 3 files", "read 2 of 3 files", "read 3 of 3 files"), told);
  }

  @Test
  void aCallThatIsCalledOffEndsAtOnceAndItsWorkWithTheFileItIsAt() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    PeerRequest peerRequest =
        question("hygiene", CallPurpose.REVIEW, RulePanel.demo(), Duration.ofSeconds(30));

    Future<PeerResponse> reply =
        peer("hygiene")
            .ask(
                peerRequest,
                (text, characters) -> {
                  told.add(text);
                  reading.countDown();
                  hold(goOn);
                });
    assertTrue(reading.await(10, TimeUnit.SECONDS));
    peerRequest.cancel().cancel();

    assertEquals(FailureClass.CANCELLED, failure(reply));
    goOn.countDown();
    await(
        peer("tests")
            .ask(
                question("tests", CallPurpose.REVIEW, "a\n", peerRequest.deadline()),
                ProgressListener.SILENT));
    assertEquals(1, told.size());
  }

  @Test
  void aCallThatIsTooLateFails() {
    CountDownLatch goOn = new CountDownLatch(1);
    PeerRequest peerRequest = question("hygiene", CallPurpose.REVIEW, "a\n", Duration.ofMillis(20));

    Future<PeerResponse> reply = peer("hygiene").ask(peerRequest, (text, characters) -> hold(goOn));

    assertEquals(FailureClass.TIMEOUT, failure(reply));
    goOn.countDown();
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FailureClass failure(Future<PeerResponse> reply) {
    Throwable cause = assertThrows(ExecutionException.class, () -> await(reply)).getCause();
    return assertInstanceOf(PeerException.class, cause).failure().failureClass();
  }

  private static Future<PeerResponse> ask(String id, CallPurpose callPurpose, String text) {
    return peer(id)
        .ask(question(id, callPurpose, text, Duration.ofSeconds(30)), ProgressListener.SILENT);
  }

  private static PeerRequest question(
      String id, CallPurpose callPurpose, String text, Duration deadline) {
    List<Finding> own = List.of();
    Artifact artifact = text.startsWith("diff ") ? RulePanel.diff(text) : RulePanel.plain(id, text);
    return SampleRequests.of(callPurpose, SampleRequests.material(artifact, text, own), deadline);
  }

  private static Peer peer(String id) {
    return peers.byId(id, List.of()).orElseThrow();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

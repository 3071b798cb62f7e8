package crossreview.peer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerResponse;
import crossreview.testkit.Eventually;
import crossreview.testkit.ReviewHarness;
import crossreview.verdict.IncompleteRefusals;
import crossreview.verdict.IncompleteRefusals.IncompleteRefusal;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Local programs as peers, here scripts of a shell. */
class CommandPeerTest extends CommandCase {
  @Test
  void thePromptIsItsInputAndItsOutputIsTheAnswer() {
    PeerResponse peerResponse = ReviewHarness.get(script("tr a-z A-Z; echo noise >&2"));

    assertEquals("FIRST SECOND", peerResponse.text());
    assertEquals(Money.ZERO, peerResponse.cost());
    nothingIsLeft();
  }

  @Test
  void itWorksInAnEmptyFolderOfItsOwnAndSeesOnlyWhatIsAllowed() {
    String seen = ReviewHarness.get(script("ls -A | wc -l; stat -c %a ..; env | sort")).text();

    List<String> lines = seen.lines().map(String::strip).toList();
    assertEquals("0", lines.get(0));
    assertEquals("700", lines.get(1));
    assertTrue(lines.contains("SHOWN=yes"));
    assertFalse(seen.contains("HOME="), seen);
    assertFalse(seen.contains("JAVA"), seen);
  }

  @Test
  void aRefusalThatLacksFieldsCountsWithItsDefaults() {
    for (IncompleteRefusal refusal : IncompleteRefusals.all()) {
      CommandPeer peer =
          peer(new CallPricing.FreePricing(), List.of("printf", "%s", refusal.answer()));

      String text = ReviewHarness.get(asked(peer, "p")).text();

      assertEquals(
          IncompleteRefusals.expected(refusal),
          IncompleteRefusals.meaning(text),
          refusal.toString());
    }
  }

  @Test
  void noShellReadsTheArguments() {
    CommandPeer peer =
        peer(new CallPricing.FreePricing(), List.of("printf", "%s", "$HOME; echo `id`"));

    assertEquals("$HOME; echo `id`", ReviewHarness.get(asked(peer, "p")).text());
  }

  @Test
  void anExitCodeIsAFailureThatNamesItAndTheEndOfItsErrors() {
    PeerFailure failure = failure(script("echo READY; echo no key for you >&2; exit 3"));

    assertEquals("command_failed", failure.failureCode());
    assertEquals(
        "exit code 3; its output ends: READY; its errors end: no key for you", failure.hint());
    assertEquals(CostCertainty.ZERO, failure.spend());
    assertFalse(failure.excuses(), "it blocks by name");
    nothingIsLeft();
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    CommandPeer peer = peer(new CallPricing.FreePricing(), List.of("no-such-program-here"));

    assertTrue(failure(asked(peer, "p")).hint().contains("no-such-program-here"));
  }

  @Test
  void whatIgnoresTermIsKilledWithItsChildrenWhenItsTimeIsUp() {
    Path child = dir.resolve("child");
    String script = "trap '' TERM; sleep 300 & echo $! > " + child + "; while :; do sleep 1; done";
    Future<PeerResponse> reply = script(script);
    long pid = pid(child);
    timeIsUpOnceThereIs(child);
    PeerFailure failure = failure(reply);

    assertEquals(FailureClass.TIMEOUT, failure.failureClass());
    Eventually.holds(() -> !alive(pid));
    nothingIsLeft();
  }

  @Test
  void aCancelAnswersAtOnceAndEndsTheProgram() {
    Path own = dir.resolve("own");
    Future<PeerResponse> reply = script("echo $$ > " + own + "; sleep 300");
    long pid = pid(own);

    cancel.cancel();

    assertEquals("cancelled", failure(reply).failureCode());
    Eventually.holds(() -> !alive(pid));
  }

  @Test
  void aFloodIsStoppedAndNothingOfItIsUsed() {
    PeerFailure failure = failure(script("yes"));

    assertEquals("answer_too_large", failure.failureCode());
    nothingIsLeft();
  }

  @Test
  void aFloodOfErrorsIsStoppedAsWell() {
    PeerFailure failure = failure(script("yes >&2"));

    assertEquals("answer_too_large", failure.failureCode());
    assertTrue(failure.hint().contains("standard error"), failure.hint());
    nothingIsLeft();
  }

  @Test
  void childrenThatItLeavesBehindEndWithIt() {
    Path child = dir.resolve("child");

    ReviewHarness.get(script("sleep 300 >/dev/null 2>&1 & echo $! > " + child + "; echo ok"));

    long pid = pid(child);
    Eventually.holds(() -> !alive(pid));
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertEquals("not_utf8", failure(script("printf '\\377'")).failureCode());
  }

  @Test
  void aPaidProgramCostsItsCeilingAlsoWhenNobodyKnows() {
    CallPricing callPricing = new CallPricing.CeilingPricing(Money.of("0.5"));

    assertEquals(
        Money.of("0.5"),
        ReviewHarness.get(asked(peer(callPricing, List.of("echo", "ok")), "p")).cost());
    assertEquals(
        CostCertainty.UNKNOWN, failure(asked(peer(callPricing, List.of("false")), "p")).spend());
  }

  @Test
  void anEmptyAnswerIsAnAnswer() {
    assertEquals("", ReviewHarness.get(script("true")).text());
  }

  @Test
  void healthSaysWhereTheProgramIsWithoutStartingIt() {
    CommandPeer there =
        peer(new CallPricing.FreePricing(), List.of("sh", "-c", "touch " + dir + "/ran"));
    CommandPeer absent = peer(new CallPricing.FreePricing(), List.of("no-such-agent", "-p"));

    assertTrue(ReviewHarness.get(there.checkHealth(true)).note().contains("/sh, runs without"));
    assertEquals(
        "no program no-such-agent on the PATH that it is given",
        ReviewHarness.get(absent.checkHealth(false)).note());
    assertFalse(Files.exists(dir.resolve("ran")));
  }
}

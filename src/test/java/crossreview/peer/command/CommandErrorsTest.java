package crossreview.peer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.PeerFailure;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerException;
import crossreview.peer.PeerResponse;
import crossreview.testkit.ReviewHarness;
import crossreview.verdict.WrappedAnswers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs say when they have no answer, and what is an answer nevertheless. */
class CommandErrorsTest extends CommandCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|You have hit your limit, it resets at 1pm|rate_limited|wait, or use another peer",
        "1|You have reached your weekly limit. Resets Tuesday.|rate_limited|wait, or use another",
        "0|You have reached your 5-hour limit|rate_limited|wait, or use another peer",
        "0|API Error: Rate limit reached|rate_limited|wait, or use another peer",
        "1|Claude AI usage limit reached|rate_limited|limit reached",
        "0|Invalid API key · Please run /login|bad_credentials|/login",
        "0|Credit balance is too low|no_credit|has no credit",
        "1|Not inside a trusted directory|trust_required|add `--skip-git-repo-check`",
        "55|Gemini CLI is not running in a trusted directory.|trust_required|add `--skip-trust`",
        "41|Invalid auth method selected.|bad_credentials|GEMINI_API_KEY",
        "1|API Error: Request rejected (429) · see the log|rate_limited|limit is used up",
        "1|Attempt 1 failed with status 429. Retrying with backoff|rate_limited|limit is used up",
        "1|ERROR: exceeded retry limit, last status: 429 Too Many Requests|rate_limited|limit",
        "1|ERROR: unexpected status 401 Unauthorized: invalid key|bad_credentials|log the program"
            + " in",
        "1|Not logged in · Please run /login|bad_credentials|/login",
        "1|Workspace Trust Required|trust_required|add `--trust`",
        "0|Do you trust the files in this folder?|trust_required|settings",
        "41|Please set an Auth method in settings|bad_credentials|GEMINI_API_KEY",
        "1|RESOURCE_EXHAUSTED: try later|rate_limited|limit is used up",
        "1|Error: model x not found, try pulling it first|model_missing|ollama pull",
        "1|Error: could not connect to ollama app|not_running|ollama serve",
        "1|Authentication required. Run agent login|bad_credentials|cursor-agent login",
        "1|No authentication information found.|bad_credentials|GH_TOKEN",
        "0|API Error: 529 overloaded_error|overloaded|try again later",
        "0|Error: something new|command_failed|Error: something new"
      })
  void whatAgentsSayInsteadOfAnAnswerIsRecognised(
      int exit, String words, String code, String hint) {
    for (String stream : List.of("", " >&2")) {
      PeerFailure failure = failure(script("echo '" + words + "'" + stream + "; exit " + exit));

      assertEquals(code, failure.failureCode(), words);
      assertTrue(failure.hint().contains(words), failure.hint());
      assertTrue(failure.hint().contains(hint), failure.hint());
    }
  }

  @Test
  void anErrorInsideAnEnvelopeIsAFailureToo() {
    String envelope =
        "{\"type\":\"result\",\"is_error\":true,\"result\":\"You have hit your limit\"}";

    assertEquals("rate_limited", failure(script("echo '" + envelope + "'")).failureCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The client has no limit for retries; a rate limit reached twice ends it.",
        "{\"status\":\"NOT_READY\",\"summary\":\"API Error: Rate limit reached is not handled.\"}",
        "# Plan\n\nShow the text when a rate limit is reached.\n"
      })
  void anAnswerThatSpeaksOfLimitsIsAnAnswer(String answer) {
    CommandPeer peer = peer(new CallPricing.FreePricing(), List.of("cat"));

    assertEquals(answer, ReviewHarness.get(asked(peer, answer)).text());
  }

  private static final String READY =
      "echo '{\"status\":\"READY\",\"summary\":\"ok\",\"findings\":[]}'";

  private Future<PeerResponse> asked(String script, String prompt) {
    return asked(
        peer(new CallPricing.FreePricing(), List.of("sh", "-c", script)), prompt, "the end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec <&-; ", "head -c 1000 >/dev/null; ", ""})
  void whoDoesNotReadALongPromptHasNoVote(String reads) {
    PeerFailure failure = failure(asked(reads + READY, "a line of a change\n".repeat(10_000)));

    assertEquals("prompt_not_read", failure.failureCode());
    assertTrue(failure.hint().contains("reading its prompt to the end"), failure.hint());
    nothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat >/dev/null; ", "tail -c 7 >&2; "})
  void whoReadsALongPromptHasOne(String reads) {
    String prompt = "a line of a change\n".repeat(200_000);

    assertTrue(ReviewHarness.get(asked(reads + READY, prompt)).text().contains("READY"));
  }

  @Test
  void aLongPromptArrivesAsItIs() {
    String prompt = "Ünïcode \u0000 line\r\n".repeat(4_000);
    CommandPeer peer = peer(new CallPricing.FreePricing(), List.of("cat"));

    assertEquals(prompt, ReviewHarness.get(asked(peer, prompt)).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " >&2"})
  void whoSaysThatThePromptWasCutHasNoVote(String stream) {
    String says = "echo 'Warning: input was truncated to 2048 tokens'" + stream + "; ";

    PeerFailure failure = failure(script(says + READY));

    assertEquals("prompt_truncated", failure.failureCode());
    assertTrue(failure.hint().contains("raise its context length"), failure.hint());
  }

  @Test
  void aProgramThatWaitsForALogInUntilItsTimeIsUpSaysSo() {
    Path said = dir.resolve("said");
    String asks = "echo '\033[1mPlease log in\033[0m: https://x.test'; echo yes > ";

    Future<PeerResponse> reply = script(asks + said + "; sleep 300");
    timeIsUpOnceThereIs(said);
    PeerFailure failure = failure(reply);

    assertEquals("bad_credentials", failure.failureCode());
    assertTrue(failure.hint().contains("its output ends: Please log in: https"), failure.hint());
    nothingIsLeft();
  }

  @Test
  void eachWrappedAnswerMeansTheSameFromAProgram() {
    CommandPeer peer = peer(new CallPricing.FreePricing(), List.of("cat"));
    for (WrappedAnswers.WrappedAnswer wrapped : WrappedAnswers.all()) {
      assertEquals(wrapped.expected(), status(peer, wrapped.answer()), wrapped.answer());
    }
  }

  private String status(CommandPeer peer, String answer) {
    try {
      return WrappedAnswers.status(ReviewHarness.get(asked(peer, answer)).text());
    } catch (PeerException e) {
      return WrappedAnswers.UNREADABLE; // the program says that it failed
    }
  }
}

package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls as the tools of the reference system take them, with each of their arguments. What is
 * refused here is a row of {@code docs/hosts.md}.
 */
class ReferenceToolsTest {
  private static final Path PAGE = Path.of("docs/hosts.md");

  @TempDir private static Path home;
  private static GoldenDaemon daemon;
  private static String open;
  private static String closed;
  private static String fresh;

  @BeforeAll
  static void open() throws Exception {
    daemon = new GoldenDaemon(home);
    open = opened("'task': 'Is it measured?'");
    Map<String, Object> round =
        call(
            "ask_peers",
            json(
                "{'session_id': '$OPEN', 'task': 'Is it measured?', 'draft': 'an unclear claim\n'}"
                    .replace("\n", "\\n")));
    assertEquals(false, JsonTree.at(round, "/result/isError"), round.toString());
    fresh = opened("'task': 'Not asked yet'");
    closed = opened("'task': 'To be closed'");
    call("session_finalize", json("{'session_id': '$CLOSED', 'outcome': 'aborted'}"));
  }

  @AfterAll
  static void close() throws Exception {
    daemon.close();
  }

  private static String opened(String fields) {
    Map<String, Object> answer = call("session_init", json("{" + fields + "}"));
    return JsonTree.text(answer, "/result/structuredContent/session_id").orElseThrow();
  }

  private static Map<String, Object> json(String text) {
    String filled =
        text.replace("$OPEN", String.valueOf(open))
            .replace("$CLOSED", String.valueOf(closed))
            .replace("$FRESH", String.valueOf(fresh));
    try {
      return new TreeMap<>(JsonReader.readObject(filled.replace('\'', '"')));
    } catch (Exception e) {
      throw new AssertionError(filled, e);
    }
  }

  private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
    return daemon.tool(tool, arguments);
  }

  /** The code with which a call is refused; empty for a call that is answered. */
  private static String refusal(Map<String, Object> answer) {
    if (answer.containsKey("error")) {
      return JsonTree.text(answer, "/error/message").orElseThrow();
    }
    boolean refused = Boolean.TRUE.equals(JsonTree.at(answer, "/result/isError"));
    return refused ? JsonTree.text(answer, "/result/content/0/text").orElseThrow() : "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server_info | {'caller': 'operator', 'response_format': 'json'}",
        "runtime_capabilities | {'response_format': 'markdown'}",
        "probe_peers | {'caller': 'operator'}",
        "session_init | {'task': 't', 'review_focus': 'f', 'caller': 'operator'}",
        "ask_peers | {'task': 't', 'review_focus': 'f', 'draft': 'x', 'caller': 'operator',"
            + " 'caller_status': 'NOT_READY', 'peers': ['ada'], 'evidence': 'log',"
            + " 'reasoning_effort_overrides': {'codex': 'high', 'ada': 'low'}}",
        "session_start_round | {'session_id': '$OPEN', 'task': 'other words', 'draft': 'y'}",
        "run_until_unanimous | {'task': 't', 'initial_draft': 'x', 'lead_peer': 'rex',"
            + " 'peers': ['ada', 'bob'], 'max_rounds': 8, 'until_stopped': false, 'mode': 'ship',"
            + " 'max_cost_usd': 1.5, 'allow_auto_extension': false}",
        "session_start_unanimous | {'task': 't', 'initial_draft': 'x', 'max_rounds': 1,"
            + " 'allow_auto_extension': true, 'max_cost_usd': 2}",
        "session_sweep | {'idle_minutes': 100000, 'outcome': 'aborted', 'reason': 'stale',"
            + " 'prune_corrupt': false, 'corrupt_min_age_days': 30}",
        "session_sweep | {'idle_minutes': 100000, 'outcome': 'max-rounds'}",
        "escalate_to_operator | {'session_id': '$FRESH', 'reason': 'help', 'severity': 'critical'}",
        "session_list | {'limit': 25, 'offset': 0, 'outcome_filter': 'all', 'detail': 'summary'}",
        "session_list | {'offset': 2, 'outcome_filter': 'max-rounds'}",
        "session_list | {'outcome_filter': 'open'}",
        "session_read | {'session_id': '$OPEN'}",
        "session_poll | {'session_id': '$OPEN', 'detail': 'full'}",
        "session_events | {'session_id': '$OPEN', 'since_seq': 1, 'limit': 10,"
            + " 'include_token_deltas': false}",
        "session_check_convergence | {'session_id': '$OPEN'}",
        "session_report | {'session_id': '$OPEN'}",
        "session_metrics | {}",
        "session_metrics | {'session_id': '$OPEN'}",
        "session_doctor | {'limit': 5, 'include_legacy': true, 'repair': false,"
            + " 'include_terminal_findings': true}",
        "session_judgment_precision_report | {'peer': 'bob', 'since': '2026-01-01T00:00:00.000Z',"
            + " 'session_id': '$OPEN'}",
        "session_peer_reliability_report | {'session_id': '$OPEN'}",
        "session_attach_evidence | {'session_id': '$FRESH', 'label': 'log', 'content': 'ok',"
            + " 'content_type': 'text/plain', 'extension': 'txt'}",
        "session_preflight_check | {'session_id': '$OPEN'}",
        "session_preflight_check | {'session_id': '$FRESH', 'task': 'other words', 'draft': 'x',"
            + " 'evidence': 'a log'}",
        "session_recover_interrupted | {}",
        "session_truthfulness_preflight_check | {'session_id': '$OPEN'}",
        "session_cancel_job | {'session_id': '$CLOSED', 'job_id': 'j1', 'reason': 'enough'}",
        "contest_verdict | {'session_id': '$CLOSED', 'reason': 'it is wrong', 'new_task': 't',"
            + " 'new_initial_draft': 'x'}",
      })
  void whatWasValidThereIsAnsweredHere(String tool, String arguments) {
    assertEquals("", refusal(call(tool, json(arguments))));
  }

  @Test
  void aPreflightLooksAtTheGivenTextsAndRecordsNothing() {
    Map<String, Object> before = call("session_read", json("{'session_id': '$FRESH'}"));

    Map<String, Object> answer =
        call(
            "session_preflight_check",
            json("{'session_id': '$FRESH', 'draft': 'All tests pass.', 'evidence': 'a log'}"));

    String claims = "/result/structuredContent/unsupported_claims/0/";
    assertEquals("All tests pass.", JsonTree.at(answer, claims + "text"), answer::toString);
    assertEquals("draft", JsonTree.at(answer, claims + "source"));
    Map<String, Object> after = call("session_read", json("{'session_id': '$FRESH'}"));
    String head = "/result/structuredContent/head";
    assertEquals(JsonTree.at(before, head), JsonTree.at(after, head));
  }

  @Test
  void anAutomaticExtensionIsTwoExtraRoundsBesideTheAskedOnes() {
    Map<String, Object> started =
        call(
            "session_start_unanimous",
            json(
                "{'task': 't', 'initial_draft': 'x', 'max_rounds': 1,"
                    + " 'allow_auto_extension': true}"));

    Object id = JsonTree.at(started, "/result/structuredContent/session_id");
    Map<String, Object> read = call("session_read", Map.of("session_id", id));
    String run = "/result/structuredContent/run/";
    assertEquals(1L, JsonTree.at(read, run + "max_rounds"), read::toString);
    assertEquals(2L, JsonTree.at(read, run + "extra_rounds"), read::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "session_evidence_checklist_update | {'session_id': '$OPEN', 'item_id': 'f9',"
            + " 'status': 'open', 'note': 'again'} | evidence_checklist_item_not_found",
        "session_evidence_judge_pass | {'session_id': '$OPEN', 'judge_peer': 'bob',"
            + " 'draft': 'another text', 'round': 1, 'review_focus': 'f', 'shadow_mode': true}"
            + " | draft_differs",
        "session_evidence_judge_consensus_pass | {'session_id': '$OPEN', 'judge_peers':"
            + " ['bob', 'cy'], 'draft': 'another text', 'round': 1} | draft_differs",
      })
  void whatIsUnderstoodIsRefusedForWhatTheSessionIs(String tool, String arguments, String code) {
    String refused = refusal(call(tool, json(arguments)));

    assertTrue(refused.startsWith(code + ":"), refused);
  }

  /** Each row of the page is refused, so that the page stays true. */
  @Test
  void whatThePageListsIsRefused() throws Exception {
    Map<String, String> calls = new TreeMap<>();
    calls.put("regenerate_caller_tokens", "{}");
    calls.put("run_until_unanimous initial_draft", "{'task': 't'}");
    calls.put("session_doctor repair", "{'repair': true}");
    calls.put(
        "session_events include_token_deltas",
        "{'session_id': '$OPEN', 'include_token_deltas': true}");
    calls.put(
        "session_finalize outcome",
        "{'session_id': '$OPEN', 'outcome': 'converged', 'reason': 'r'}");
    calls.put(
        "session_evidence_judge_pass draft",
        "{'session_id': '$OPEN', 'judge_peer': 'bob', 'draft': 'another text'}");
    calls.put("session_init task", "{'task': '" + "t".repeat(4_001) + "'}");
    calls.put("session_list detail", "{'detail': 'full'}");
    calls.put(
        "session_start_unanimous max_rounds",
        "{'task': 't', 'initial_draft': 'x', 'max_rounds': 1000}");
    calls.put("session_sweep prune_corrupt", "{'prune_corrupt': true}");
    String page = Files.readString(PAGE);

    for (Map.Entry<String, String> row : calls.entrySet()) {
      String tool = row.getKey().split(" ")[0];
      assertFalse(refusal(call(tool, json(row.getValue()))).isEmpty(), row.getKey());
    }
    TreeSet<String> listed = new TreeSet<>();
    page.lines()
        .filter(line -> line.startsWith("| `") && line.split("\\|").length == 4)
        .filter(line -> page.indexOf(line) > page.indexOf("## What the reference's tools take"))
        .map(line -> line.split("\\|")[1].replace("`", "").strip())
        .forEach(listed::add);
    assertEquals(List.copyOf(calls.keySet()), List.copyOf(listed));
  }
}

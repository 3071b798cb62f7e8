package crossreview.daemon;

import crossreview.json.JsonTree;
import crossreview.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked beside single reviews: whole starts, seats, the queue, studies and maintenance. */
final class GoldenHousekeeping extends GoldenCalls {
  /** A verdict as the text of an answer; u0022 is a double quote inside of one. */
  private static final String VOTE =
      "'{\\u0022status\\u0022:\\u0022READY\\u0022,\\u0022summary\\u0022:\\u0022I read it\\u0022}'";

  GoldenHousekeeping(GoldenDaemon daemon, Map<String, List<Map<String, Object>>> cases) {
    super(daemon, cases);
  }

  void play() throws Exception {
    starts();
    seats();
    queue();
    study();
    administration();
    damage();
  }

  void starts() {
    call(
        "that waits",
        "ask_peers",
        null,
        "'task': 'One round', 'draft': 'a text\\n', 'evidence': '42', 'label': 'a.txt',"
            + " 'caller_status': 'READY', 'panel': 'builtin', 'max_cost_usd': '1.00', 'peers':"
            + " ['me']");
    Map<String, Object> begun =
        call("at once", "session_start_round", null, "'task': 'One round', 'draft': 'b text\\n'");
    ended((String) begun.get("session_id"));
    call(
        "that waits",
        "run_until_unanimous",
        null,
        "'task': 'Until all', 'initial_draft': 'a flawed text\\n', 'mode': 'ship', 'max_rounds': 3,"
            + " 'wait_ms': 20000");
    Map<String, Object> all =
        call(
            "at once",
            "session_start_unanimous",
            null,
            "'task': 'Until all', 'initial_draft': 'b text\\n', 'until_stopped': true");
    ended((String) all.get("session_id"));
  }

  void seats() {
    String id = opened("with a person", "'task': 'Sit down', 'mode': 'review', 'panel': 'seated'");
    submit("with a person", id, "a text for pat\n");
    call("with a person", "run_start", id, "");
    Eventually.holds(() -> !((List<?>) seatList().get("seats")).isEmpty());
    Object invited = JsonTree.at(seatList(), "/seats/0/seat");
    call("of one that is open", "seat_invite", null, "'seat': '" + invited + "', 'name': 'pat'");
    asOperator = false;
    Object seat =
        JsonTree.at(call("with one that is open", "seat_list", null, ""), "/seats/0/seat");
    call("of one that is not claimed", "seat_read", null, "'seat': '" + seat + "'");
    call("of an open one", "seat_claim", null, "'seat': '" + seat + "'");
    call("with one that is claimed", "seat_list", null, "");
    call("of the holder", "seat_read", null, "'seat': '" + seat + "'");
    call("of the holder", "seat_return", null, "'seat': '" + seat + "', 'reason': 'no time'");
    call("of one that is open again", "seat_claim", null, "'seat': '" + seat + "'");
    call(
        "with what is not a verdict",
        "seat_submit",
        null,
        "'seat': '" + seat + "', 'answer': 'maybe'");
    call("with a vote", "seat_submit", null, "'seat': '" + seat + "', 'answer': " + VOTE);
    asOperator = true;
    ended(id);
    call("with a person", "session_read", id, "");
  }

  private Map<String, Object> seatList() {
    return daemon.call(false, "seat_list", Map.of(), null).json();
  }

  void queue() {
    String first = opened("that is silent", "'task': 'Wait', 'mode': 'review'");
    submit("that is silent", first, "a silent text\n");
    call("that is silent", "run_start", first, "");
    String second = opened("in the queue", "'task': 'Queue', 'mode': 'review'");
    submit("in the queue", second, "a text in the queue\n");
    call("in the queue", "run_start", second, "");
    call("in the queue", "session_poll", second, "");
    Eventually.holds(
        () -> JsonTree.whole(poll(first), "/latest_round/answered") instanceof Long n && n == 2);
    call("while running", "session_poll", first, "");
    call("while running", "session_check_convergence", first, "");
    call("while running", "session_cancel", first, "");
    ended(first);
    ended(second);
    call("of a run that was cancelled", "session_read", first, "");
  }

  void study() {
    List<?> rows =
        (List<?>) daemon.call(true, "session_list", Map.of(), null).json().get("sessions");
    List<String> ids =
        rows.stream().map(row -> JsonTree.text(row, "/session_id").orElseThrow()).toList();
    String policy =
        "'policy': {'rule': 'k_of_n', 'k': 1, 'version': 2, 'citations': 'remark', 'reveal': true,"
            + " 'family_floor': 1, 'judges': {'mode': 'shadow', 'peers': ['bob']}}";
    call("under another rule", "policy_whatif", null, policy + ", 'sessions': 100");
    call(
        "of one that is not there",
        "policy_whatif",
        null,
        "'policy': {'rule': 'severity_veto'}, 'session_ids':"
            + " ['00000000-0000-4000-8000-000000000000']");
    call("that is none", "policy_whatif", null, "'policy': {'rule': 'k_of_n'}");
    call("of two", "session_diff", ids.getFirst(), "'other': '" + ids.getLast() + "'");
    call("of all", "session_judgment_precision_report", null, "");
    call(
        "of one judge and a session that is not there",
        "session_judgment_precision_report",
        null,
        "'peer': 'bob', 'session_ids': ['00000000-0000-4000-8000-000000000000']");
    call("of all", "session_peer_reliability_report", null, "");
    call("of all", "session_usage", null, "");
    call("of one session", "session_usage", null, "'session_ids': ['" + ids.getFirst() + "']");
    call("of the default panel", "panel_independence", null, "");
    call("of a panel that is not there", "panel_independence", null, "'panel': 'none'");
  }

  void administration() {
    call("for an operator", "server_info", null, "");
    asOperator = false;
    call("for a caller", "server_info", null, "");
    asOperator = true;
    call("of the server", "receipt_key", null, "");
    call("of the settings", "webhook_list", null, "");
    call("of one of them", "webhook_replay", null, "'name': 'ci'");
    call("of one that is not there", "webhook_replay", null, "'name': 'other'");
    call("of a daemon", "daemon_status", null, "");
    call("of a host that is alone", "cluster_status", null, "");
    call("of all", "session_metrics", null, "");
    call("that is dry", "session_sweep", null, "'dry_run': true, 'idle_minutes': 100000");
    call("that is dry", "session_prune", null, "'older_than_days': 30");
    call("of a fresh store", "session_tidy", null, "");
    call("of a store in order", "session_recover_interrupted", null, "");
    call("at once", "probe_peers", null, "'refresh': true");
    call("of a field that is not there", "session_sweep", null, "'dry': true");
    browsers();
    call("with a change", "config_diff", null, "");
    call("with a change", "config_reload", null, "");
    call("without one", "config_reload", null, "");
  }

  private void browsers() {
    Map<String, Object> code = call("with a lower role", "browser_code", null, "'role': 'reader'");
    String browser = daemon.signIn((String) code.get("code"));
    call("of an operator", "browser_session_list", null, "");
    call("that is signed in", "browser_session_end", null, "'browser_session': '" + browser + "'");
    call("that is unknown", "browser_session_end", null, "'browser_session': 'abc'");
    asOperator = false;
    call("with a higher role", "browser_code", null, "'role': 'operator'");
    asOperator = true;
  }

  /** Alters a line of a journal while no daemon runs. */
  void damage() throws Exception {
    String id = opened("to be damaged", "'task': 'Damage it', 'mode': 'review'");
    submit("to be damaged", id, "a text to damage\n");
    run("to be damaged", id, "");
    daemon.close();
    spoil(daemon.data().resolve("sessions"), id);
    daemon.open();
    call("of a damaged session", "session_read", id, "");
    call("of a damaged session", "session_poll", id, "");
    call("of a damaged session", "session_verify", id, "");
    call("with a damaged session", "session_list", null, "'limit': 1");
    call("with a damaged session", "session_doctor", null, "'limit': 3");
    call("with a damaged session", "session_doctor", null, "");
    call("with a damaged session", "session_peer_reliability_report", null, "'sessions': 1");
    call("of a damaged session", "session_repair", id, "");
    call("of a repaired session", "session_read", id, "'detail': 'summary'");
    call("of a session in order", "session_repair", id, "");
  }

  private static void spoil(Path sessions, String id) throws IOException {
    try (Stream<Path> files = Files.walk(sessions)) {
      files
          .filter(file -> file.toString().contains(id) && file.toString().endsWith(".ndjson"))
          .forEach(GoldenHousekeeping::spoil);
    }
  }

  private static void spoil(Path journal) {
    try {
      String text = Files.readString(journal);
      Files.writeString(
          journal, text.replace("\"summary\":\"scripted\"", "\"summary\":\"altered!\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

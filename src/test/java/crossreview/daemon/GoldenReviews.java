package crossreview.daemon;

import crossreview.json.JsonTree;
import crossreview.report.format.ResultFormat;
import java.util.List;
import java.util.Map;

/** Reviews that go every way a review can go, and everything that is read of them. */
final class GoldenReviews extends GoldenCalls {
  private static final String CHANGE =
      """
      'label': 'topic.diff', 'text': '--- a/x\\n+++ b/x\\n@@ -1 +1 @@\\n-a\\n+b\\n',
      'change': {'repository': 'example.org/acme/shop', 'branch': 'topic',
       'base': '1111111111111111111111111111111111111111',
       'head': '2222222222222222222222222222222222222222',
       'base_tree': '3333333333333333333333333333333333333333',
       'head_tree': '4444444444444444444444444444444444444444',
       'compared': 'comparing main at 1111111 with HEAD at 2222222: 1 commit'}
      """
          .replace('\n', ' ');

  GoldenReviews(GoldenDaemon daemon, Map<String, List<Map<String, Object>>> cases) {
    super(daemon, cases);
  }

  void play() throws Exception {
    revision();
    evidence();
    judges();
    rebuttal();
    execution();
    steering();
    failures();
    rotation();
    pages();
    gate();
  }

  void revision() {
    String id =
        opened(
            "with all fields",
            "'task': 'Review the plan', 'review_focus': 'the first line', 'mode': 'ship', 'panel':"
                + " 'builtin', 'petitioner': 'mia', 'project': 'default', 'limits': {'max_rounds':"
                + " 4, 'session_usd': '2.50'}");
    call("of one that is empty", "session_read", id, "");
    Map<String, Object> now = call("from now on", "events_read", null, "'from_now': true");
    call("before the first round", "session_check_convergence", id, "");
    submit("with a secret", id, "a flawed plan\nAKIAIOSFODNN7EXAMPL3\n");
    submit("again", id, "a flawed plan\n");
    String cursor = "'cursor': '" + JsonTree.at(now, "/cursor") + "'";
    call("of the only session", "events_read", null, "'limit': 1, " + cursor);
    call("of a ship run", "session_preflight_check", id, "'mode': 'ship'");
    run("of a ship run", id, "'caller_status': 'READY', 'effort': 'low', 'max_rounds': 3");
    readings("of an approved text", id);
    call("of an approved text", "session_output", id, "'format': 'agent'");
    call("of an approved text", "session_output", id, "'format': 'json'");
    call("whose end was reached", "session_final", id, "");
    call("of a closed session", "session_receipt", id, "");
    call("of a closed session", "session_attestation", id, "");
    call("of a closed session", "session_cancel", id, "'reason': 'too late'");
    call("to a closed session", "session_note", id, "'text': 'well done'");
    call(
        "of a closed session",
        "contest_verdict",
        id,
        "'reason': 'I doubt it', 'new_task': 'Look again', 'new_initial_draft': 'a plan',"
            + " 'carry_evidence': true");
    call("of a contested session", "session_read", id, "");
    call("at the first round", "session_fork", id, "'round': 1");
    call("with a page of one", "session_list", null, "'limit': 1");
    call("by words", "session_list", null, "'search': 'plan', 'state': 'converged'");
  }

  private void readings(String about, String id) {
    for (String operation :
        List.of(
            "session_read",
            "session_poll",
            "session_check_convergence",
            "session_findings",
            "session_evidence",
            "session_evidence_checklist",
            "session_verify",
            "session_report")) {
      call(about, operation, id, "");
    }
    call(about + " in full", "session_poll", id, "'detail': 'full'");
    call(about + ", three lines", "session_events", id, "'limit': 3, 'after': 1");
    Object sha =
        JsonTree.at(
            call(about + " in full", "session_read", id, "'detail': 'full'"), "/artifact/sha256");
    call(about, "session_artifact", id, "'sha256': '" + sha + "'");
  }

  void gate() {
    String id = opened("for a gate", "'task': 'Is it the change?', 'mode': 'review'");
    call("for a gate", "session_submit", id, CHANGE);
    Object patch = JsonTree.at(call("for a gate", "session_read", id, ""), "/patch_digest");
    call("before a review", "change_gate", null, "'patch_digest': '" + patch + "'");
    run("for a gate", id, "");
    String trees =
        ", 'base_tree': '3333333333333333333333333333333333333333',"
            + " 'head_tree': '4444444444444444444444444444444444444444'";
    call("after a review", "change_gate", null, "'patch_digest': '" + patch + "'" + trees);
    String strict = ", 'policy': 'strict', 'rebased': 'refuse'";
    call("under other terms", "change_gate", null, "'patch_digest': '" + patch + "'" + strict);
  }

  void evidence() {
    String id = opened("for a review", "'task': 'Is it measured?', 'mode': 'review'");
    call("of a change", "session_submit", id, CHANGE);
    call("about a change", "session_read", id, "");
    call(
        "with files beside it",
        "session_submit",
        id,
        CHANGE
            + ", 'context': [{'kind': 'rule', 'path': 'REVIEW.md', 'globs': ['src/**'],"
            + " 'commit': '1111111111111111111111111111111111111111', 'text': 'Be kind.\\n'},"
            + " {'kind': 'after', 'path': 'a.png', 'omitted': 'it is binary'}]");
    call("with files beside the text", "session_read", id, "");
    call("of a repository", "session_list", null, "'repository': 'acme/shop'");
    submit("for a review", id, "an unclear claim\n");
    run("of a review", id, "");
    call(
        "by someone who needs help",
        "escalate_to_operator",
        id,
        "'reason': 'help', 'severity': 'critical'");
    call("of a file", "session_attach_evidence", id, "'text': '42 ms\\n', 'label': 'times'");
    call("again", "session_attach_evidence", id, "'text': '42 ms\\n', 'label': 'times'");
    Map<String, Object> executed =
        call(
            "of a command",
            "session_attach_evidence",
            id,
            "'text': 'ok\\n', 'label': 'test', 'media_type': 'text/plain', 'kind': 'executed',"
                + " 'command': 'make test', 'exit_code': 0, 'environment': 'a machine'");
    Object sha = JsonTree.at(executed, "/evidence/sha256");
    call("of a command", "session_evidence_text", id, "'sha256': '" + sha + "'");
    readings("with evidence", id);
    for (ResultFormat format : ResultFormat.values()) {
      String name = format.wireName();
      call("as " + name, "session_output", id, "'format': '" + name + "'");
    }
    call(
        "by an operator",
        "session_evidence_checklist_update",
        id,
        "'item_id': 'f1', 'status': 'satisfied', 'note': 'seen'");
    call(
        "by an operator",
        "finding_waive",
        id,
        "'finding': 'f2', 'as': 'deferred', 'reason': 'later'");
    readings("with settled findings", id);
    call("by an operator", "finding_reopen", id, "'finding': 'f2', 'reason': 'not now'");
    call(
        "without a note",
        "session_evidence_checklist_update",
        id,
        "'item_id': 'f1', 'status': 'rejected'");
    call(
        "that reopens",
        "session_evidence_checklist_update",
        id,
        "'item_id': 'f1', 'status': 'open', 'note': 'another one'");
    call(
        "that settles again",
        "session_evidence_checklist_update",
        id,
        "'item_id': 'f1', 'status': 'satisfied', 'note': 'seen'");
    call(
        "that was reopened",
        "finding_waive",
        id,
        "'finding': 'f2', 'as': 'deferred', 'reason': 'later'");
    call("in one state", "session_evidence_checklist", id, "'state': 'satisfied'");
    call("after one", "session_findings", id, "'after': 'f1', 'state': 'deferred'");
    call("by hand", "session_finalize", id, "'outcome': 'aborted', 'reason': 'enough'");
  }

  void judges() {
    String id = opened("for judges", "'task': 'Is it measured?', 'mode': 'review'");
    submit("for judges", id, "an unclear claim of another kind\n");
    run("for judges", id, "");
    call("for judges", "session_attach_evidence", id, "'text': '43 ms\\n', 'label': 'times'");
    call(
        "in the shadow",
        "session_evidence_judge_pass",
        id,
        "'judge_peer': 'bob', 'mode': 'shadow', 'item_ids': ['f1']");
    ended(id);
    call("of two", "session_evidence_judge_consensus_pass", id, "'judge_peers': ['bob', 'cy']");
    ended(id);
    call("with rulings", "session_evidence_checklist", id, "");
    call(
        "by the owner",
        "session_evidence_checklist_update",
        id,
        "'item_id': 'f2', 'status': 'rejected'");
    call("of judged items", "session_findings", id, "");
    call("with rulings", "session_events", id, "'after': 20, 'limit': 4");
  }

  void rebuttal() {
    String id = opened("for a rebuttal", "'task': 'Is it right?', 'mode': 'review'");
    submit("for a rebuttal", id, "a flawed claim\n");
    run("for a rebuttal", id, "");
    call("of f1", "finding_rebut", id, "'finding': 'f1', 'why': 'it is the flaw of another text'");
    ended(id);
    call("once more", "finding_rebut", id, "'finding': 'f1', 'why': 'I insist'");
    call("after a rebuttal", "session_findings", id, "");
    call("without a program", "finding_prove", id, "'peer': 'ada', 'findings': ['f1']");
  }

  void execution() {
    String id = opened("to be executed", "'task': 'Run it', 'mode': 'review', 'panel': 'executed'");
    call("to be executed", "session_submit", id, CHANGE.replace("+b", "+flawed"));
    run("to be executed", id, "");
    call("of all that block", "finding_prove", id, "'peer': 'tests'");
    ended(id);
    call("that was executed", "session_findings", id, "");
    Map<String, Object> pieces = call("about a finding", "session_evidence", id, "");
    String piece = String.valueOf(JsonTree.at(pieces, "/evidence/0/sha256"));
    call("about a finding", "session_evidence_text", id, "'sha256': '" + piece + "'");
    call("of an executed finding", "session_report", id, "");
    call("of an executed finding", "session_read", id, "");
  }

  void steering() {
    String id = opened("to be steered", "'task': 'Steer it', 'mode': 'review'");
    submit("to be steered", id, "a plan\n");
    call("for lunch", "session_pause", id, "'reason': 'lunch'");
    call("while paused", "session_poll", id, "");
    call("while paused", "session_read", id, "");
    call("after lunch", "session_resume", id, "");
    call("of an operator", "session_constrain", id, "'text': 'keep the interface'");
    call(
        "of a file before any round",
        "session_exclude_file",
        id,
        "'path': 'big.bin', 'reason': 'a dump'");
    call("of rounds", "session_limit", id, "'limit': 'max_rounds', 'to': '3'");
    call("of money", "session_limit", id, "'limit': 'session_usd', 'to': '1.5'");
    call("of one that is down", "session_swap_peer", id, "'leaves': 'cy', 'joins': 'pat'");
    call("of a steered session", "session_read", id, "");
    call("without a run", "session_cancel", id, "'reason': 'no longer needed'");
    call("of a cancelled session", "session_poll", id, "");
    call("of a cancelled session", "session_read", id, "");
  }

  void failures() {
    for (String what : List.of("broken", "garbage")) {
      String id = opened("for " + what, "'task': 'Review it', 'mode': 'review'");
      submit(what, id, "a " + what + " text\n");
      run(what, id, "");
      call("with a peer that is " + what, "session_read", id, "");
      call("with a peer that is " + what, "session_check_convergence", id, "");
      call("with a peer that is " + what, "session_report", id, "");
    }
  }

  void rotation() {
    String id = opened("in turns", "'task': 'Turn it', 'mode': 'circular', 'panel': 'circular'");
    submit("in turns", id, "a flawed turn\n");
    run("in turns", id, "");
    readings("in turns", id);
  }

  void pages() {
    String id = opened("without an end", "'task': 'Endless', 'mode': 'ship'");
    submit("without an end", id, "an endless plan\n");
    run("without an end", id, "'max_rounds': 7");
    call("of a long session", "session_read", id, "");
    call("of a long session", "session_findings", id, "");
    call("of a long session", "session_evidence_checklist", id, "");
    call("for its rounds", "session_finalize", id, "'outcome': 'max-rounds'");
  }
}

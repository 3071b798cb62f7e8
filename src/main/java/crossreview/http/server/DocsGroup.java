package crossreview.http.server;

import crossreview.operation.Operation;
import java.util.List;
import java.util.stream.Stream;

/** The tasks by which the page of the API orders its operations, first things first. Pure. */
enum DocsGroup {
  START(
      "Start a review",
      "session_start_unanimous session_start_round run_until_unanimous ask_peers session_init"
          + " session_submit run_start session_preflight_check session_fork"),
  FOLLOW(
      "Follow and read",
      "session_read session_list session_poll session_events events_read session_artifact"
          + " session_findings session_check_convergence session_final session_diff"),
  STEER(
      "Steer and end",
      "session_pause session_resume session_cancel session_limit session_swap_peer"
          + " session_constrain session_exclude_file session_note escalate_to_operator"
          + " contest_verdict session_finalize"),
  ANSWER(
      "Answer findings, give evidence",
      "finding_waive finding_reopen finding_rebut finding_prove session_attach_evidence"
          + " session_evidence session_evidence_text session_evidence_checklist"
          + " session_evidence_checklist_update session_evidence_judge_pass"
          + " session_evidence_judge_consensus_pass"),
  SIT("Sit on a panel", "seat_list seat_read seat_claim seat_submit seat_return seat_invite"),
  PROVE(
      "Use and prove the result",
      "change_gate session_output session_report session_receipt session_attestation"
          + " receipt_key session_verify"),
  STUDY(
      "Learn from past reviews",
      "policy_whatif panel_independence session_peer_reliability_report"
          + " session_judgment_precision_report session_usage session_metrics"),
  OPERATE("Run the daemon", "");

  private final String title;
  private final List<String> names;

  DocsGroup(String title, String names) {
    this.title = title;
    this.names = List.of(names.split(" "));
  }

  String title() {
    return title;
  }

  /** Those of its operations that there are, in its order; the last group has all others. */
  List<Operation> of(List<Operation> all) {
    return this == OPERATE
        ? all.stream().filter(each -> groups().noneMatch(group -> group.has(each))).toList()
        : names.stream()
            .flatMap(name -> all.stream().filter(each -> each.name().equals(name)))
            .toList();
  }

  private boolean has(Operation operation) {
    return names.contains(operation.name());
  }

  private static Stream<DocsGroup> groups() {
    return Stream.of(values()).filter(group -> group != OPERATE);
  }
}

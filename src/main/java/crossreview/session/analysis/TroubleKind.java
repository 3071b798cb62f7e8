package crossreview.session.analysis;

import crossreview.model.WireEnum;

/** What a session has that a person should look at, with what helps. */
public enum TroubleKind implements WireEnum {
  DAMAGED("Repair each with session_repair, or with crossreview doctor --repair ID."),
  OVERDUE_RUN(
      "Look at the log of the host that runs it (crossreview logs), or end it with"
          + " session_cancel."),
  STALE("Continue each with run_start, or close them with session_sweep."),
  WAITING("Read what blocks with session_findings, then submit a fix or rule as an operator."),
  UNRESOLVED_EVIDENCE(
      "Attach what is asked for with session_attach_evidence, or rule with"
          + " session_evidence_checklist_update."),
  CHRONIC_BLOCKER(
      "Owner and author do not convince each other: rule with finding_waive, or ask judges with"
          + " session_evidence_judge_pass.");

  private final String advice;

  TroubleKind(String advice) {
    this.advice = advice;
  }

  /** One sentence for people: what to do. */
  public String advice() {
    return advice;
  }
}

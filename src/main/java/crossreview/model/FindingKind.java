package crossreview.model;

/** What a finding is about. */
public enum FindingKind implements Word {
  DEFECT,
  EVIDENCE_REQUEST,
  QUESTION,
  SUGGESTION
}

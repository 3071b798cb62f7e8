package crossreview.model.finding;

import crossreview.model.WireEnum;

/** What a finding is about. */
public enum FindingKind implements WireEnum {
  DEFECT,
  EVIDENCE_REQUEST,
  QUESTION,
  SUGGESTION
}

package crossreview.model.material;

import crossreview.model.WireEnum;

/** Which text of the caller states something. */
public enum ClaimSource implements WireEnum {
  TASK,
  FOCUS,
  DRAFT,
  EVIDENCE
}

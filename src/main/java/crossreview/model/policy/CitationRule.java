package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What becomes of citations that are not in the artifact. */
public enum CitationRule implements WireEnum {
  /** They are dropped with a remark, without a repair call. */
  OFF,
  /** They are sent back once; what is still not found is remarked. */
  REMARK,
  /** As {@link #REMARK}, and a blocking defect without a citation that holds does not block. */
  REQUIRED
}

package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What a proof by execution does to a finding that it does not confirm. */
public enum ProofMode implements WireEnum {
  /** The result is shown with the finding, which blocks as before. */
  MARK,
  /** A finding that the program was run about and did not confirm does not block. */
  REQUIRED
}

package crossreview.model.finding;

import crossreview.model.WireEnum;

/** Who moved a finding from one state to another. */
public enum MoveMethod implements WireEnum {
  OWNER,
  JUDGE,
  OPERATOR
}

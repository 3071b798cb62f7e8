package crossreview.model;

/** Who moved a finding from one state to another. */
public enum MoveMethod implements Word {
  OWNER,
  JUDGE,
  OPERATOR
}

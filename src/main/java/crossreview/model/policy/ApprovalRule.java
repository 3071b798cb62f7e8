package crossreview.model.policy;

import crossreview.model.WireEnum;

/** When a panel's votes are enough. */
public enum ApprovalRule implements WireEnum {
  /** All members are READY on the same bytes and no blocking finding is open. */
  UNANIMOUS,
  /** As unanimous, and the round raised nothing new, not even advice. */
  UNANIMOUS_AND_DRY,
  /** No blocking finding is open; a dissent that names none is recorded and stops nothing. */
  SEVERITY_VETO,
  /** So many are READY; the others are outvoted, by name. */
  K_OF_N
}

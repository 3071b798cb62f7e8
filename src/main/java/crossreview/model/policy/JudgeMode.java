package crossreview.model.policy;

import crossreview.model.WireEnum;

/** What a judge's ruling does. */
public enum JudgeMode implements WireEnum {
  /** It is recorded, and moves nothing. */
  SHADOW,
  /** A request that all its judges call answered is addressed. */
  ACTIVE
}

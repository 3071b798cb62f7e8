package crossreview.model.material;

import crossreview.model.WireEnum;

/** Why a file is shown beside an artifact. */
public enum ContextKind implements WireEnum {
  /** The repository says in it what reviewers have to respect. */
  RULE,
  /** The caller attached it. */
  ATTACHED,
  /** A changed file as it is after the change, whole. */
  AFTER,
  /** A changed file as it is before the change, whole. */
  BEFORE
}

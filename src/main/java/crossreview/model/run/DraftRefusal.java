package crossreview.model.run;

import crossreview.model.WireEnum;

/** Why a revision cannot be used. */
public enum DraftRefusal implements WireEnum {
  EMPTY,
  IDENTICAL,
  NOT_A_TEXT,
  WRONG_MODEL,
  TOO_LARGE
}

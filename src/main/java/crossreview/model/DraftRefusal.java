package crossreview.model;

/** Why a revision cannot be used. */
public enum DraftRefusal implements Word {
  EMPTY,
  IDENTICAL,
  NOT_A_TEXT,
  WRONG_MODEL,
  TOO_LARGE
}

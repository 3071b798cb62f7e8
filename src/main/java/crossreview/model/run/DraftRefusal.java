package crossreview.model.run;

import crossreview.model.WireEnum;

/** Why a revision cannot be used. */
public enum DraftRefusal implements WireEnum {
  EMPTY,
  IDENTICAL,
  NOT_A_TEXT,
  WRONG_MODEL,
  TOO_LARGE,
  /** A document without sections that it had and that nobody objected to. */
  SECTIONS_DROPPED,
  /** A document of less than half or far more than double its size. */
  SIZE_DRIFT,
  /** A letter to the reviewers in the place of a document. */
  ANSWERS_REVIEWERS,
  /** Figures or links that are nowhere in the material. */
  INVENTED_FACTS
}

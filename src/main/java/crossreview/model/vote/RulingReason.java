package crossreview.model.vote;

import crossreview.model.WireEnum;

/** Why a request for evidence was called answered or not. */
public enum RulingReason implements WireEnum {
  /** Every judge is sure that it is. */
  SATISFIED,
  /** No judge says so. */
  NOT_SATISFIED,
  /** All say so, and not all of them are sure. */
  NOT_VERIFIED,
  /** Some say so and some do not. */
  DISAGREEMENT,
  /** A judge gave no usable answer. */
  FAILED,
  /** It was settled meanwhile. */
  NOT_OPEN,
  /** The program that was run about it confirms it. */
  CONFIRMED,
  /** The program that was run about it does not confirm it. */
  NOT_CONFIRMED
}

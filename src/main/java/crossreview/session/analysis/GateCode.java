package crossreview.session.analysis;

import crossreview.model.WireEnum;

/** Why a gate does not let a change through. */
public enum GateCode implements WireEnum {
  /** No session has reviewed it. */
  NO_SESSION,
  /** A session reviews it now. */
  UNDER_REVIEW,
  /** The newest session with an answer did not approve it. */
  NOT_ACCEPTED,
  /** Other bytes were approved. */
  REVISED,
  /** Somebody contests the outcome. */
  CONTESTED,
  /** A peer that has to approve did not. */
  MISSING_VOTER,
  OTHER_POLICY,
  /** Approved between other trees, and only the same trees count. */
  REBASED,
  /** A peer approved it with words that fit every change. */
  THIN_ANSWER,
  /** A part of the change was shown to nobody, or not to a peer whose approval counts. */
  NOT_COVERED,
  /** A file was kept from reviewers that the repository does not exclude. */
  EXCLUDED,
  /** Rules of the repository could not be used, or were others. */
  RULES_LEFT_OUT,
  WAIVED_WITHOUT_REASON,
  /** Whoever asked for the review overruled a reviewer. */
  WAIVED_BY_CALLER,
  /** The session's stored data is damaged. */
  NOT_VERIFIED,
  /** The session has no receipt. */
  NO_RECEIPT,
  /** The receipt is signed by a key that the caller does not trust. */
  OTHER_KEY,
  /** The receipt or the text is not about this change. */
  OTHER_TEXT
}

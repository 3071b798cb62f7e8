package crossreview.model.call;

import crossreview.model.WireEnum;

/** What a call to a peer is for. */
public enum CallPurpose implements WireEnum {
  REVIEW,
  REVISE,
  REPAIR,
  /** Citations that are not in the artifact go back to their peer, alone and once. */
  CITE,
  /** A turn of a rotation: revise the artifact or leave it as it is. */
  ROTATE,
  /** Whether new material answers one request for evidence. */
  JUDGE;

  /** Whether its answer can be a new text. */
  public boolean writes() {
    return this == REVISE || this == ROTATE;
  }

  /** Whether its answer can be a vote. */
  public boolean votes() {
    return this == REVIEW || this == REPAIR || this == CITE;
  }
}

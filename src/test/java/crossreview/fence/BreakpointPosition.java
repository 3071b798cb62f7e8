package crossreview.fence;

/** Where an owner is stopped, in the order of its work. */
enum BreakpointPosition {
  BEFORE_THE_EPOCH_FILE_IS_MADE,
  BEFORE_ITS_NAME_IS_DURABLE,
  BEFORE_OLDER_FILES_ARE_READ,
  BEFORE_THE_WRITE,
  BETWEEN_WRITE_AND_FSYNC,
  BETWEEN_FSYNC_AND_THE_LOOK_FOR_THE_NEXT_EPOCH,
  BETWEEN_THAT_LOOK_AND_THE_LOCK,
  BETWEEN_THE_LOCK_AND_THE_HEAD,
  BETWEEN_HEAD_AND_ANSWER,
  /** In a heartbeat, between the look at its own mtime and the touch. */
  IN_A_HEARTBEAT;

  /** Whether the owner has verified that the session is its own by then. */
  boolean verified() {
    return this == BETWEEN_THE_LOCK_AND_THE_HEAD || this == BETWEEN_HEAD_AND_ANSWER;
  }

  boolean inClaim() {
    return ordinal() <= BEFORE_OLDER_FILES_ARE_READ.ordinal();
  }
}

package crossreview.ownership;

import crossreview.model.Problem;
import crossreview.model.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who writes which session, as far as hosts have told each other. It says when a lock is worth a
 * try, never whether one may write. Any thread; nothing blocks.
 */
public interface SessionOwnership {
  /**
   * Says that this host is about to take a session.
   *
   * <p>Fails with {@code Refused}: {@code session_busy} when another host has it, {@code
   * cluster_minority} when this one sees too few others. When no other host can be asked it
   * completes all the same: the lock decides.
   */
  CompletionStage<OwnershipClaim> claim(SessionId id);

  /** The other host that has a session; empty when no host or this one has it. Never fails. */
  CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id);

  /** Why this host may open no session at all now, if so. */
  default Optional<Problem> writeRefusal() {
    return Optional.empty();
  }

  /**
   * Where a session is written.
   *
   * @param node the host's name, for people
   * @param address host and port where it takes commands of other hosts
   */
  record OwnerAddress(String node, String address) {}

  /** What this host has said about one opening of a session. */
  interface OwnershipClaim {
    /**
     * The lock was taken.
     *
     * @param token of the lock, by which others can tell it when this host is gone
     */
    void held(long token);

    /** The session is free again; only the entry of this very claim is removed. */
    void release();
  }

  /** Without a cluster: this host owns everything. */
  SessionOwnership ALONE =
      new SessionOwnership() {
        @Override
        public CompletionStage<OwnershipClaim> claim(SessionId id) {
          return CompletableFuture.completedFuture(UNSAID);
        }

        @Override
        public CompletionStage<Optional<OwnerAddress>> elsewhere(SessionId id) {
          return CompletableFuture.completedFuture(Optional.empty());
        }
      };

  /** A claim without announcements. */
  OwnershipClaim UNSAID =
      new OwnershipClaim() {
        @Override
        public void held(long token) {
          // There is no other host.
        }

        @Override
        public void release() {
          // There is no other host.
        }
      };
}

package crossreview.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is done to one entry of the ownership map, on the member that keeps it, in one step. The
 * answer is the entry of another process that is in the way.
 */
sealed interface OwnershipUpdate
    extends EntryProcessor<String, OwnershipEntry, OwnershipEntry>, Serializable {
  /**
   * Without a renewal an entry goes after this time; three renewals may be missed. A process that
   * lives and is slow loses an entry, not a session.
   */
  long LEASE_SECONDS = 15;

  /** Takes a session without an owner, or whose owner has left. */
  record ClaimAttempt(OwnershipEntry mine, TreeSet<String> present) implements OwnershipUpdate {
    static ClaimAttempt of(OwnershipEntry mine, Set<String> present) {
      return new ClaimAttempt(mine, new TreeSet<>(present));
    }

    @Override
    public @Nullable OwnershipEntry process(Map.Entry<String, OwnershipEntry> entry) {
      OwnershipEntry there = entry.getValue();
      boolean others =
          there != null
              && !there.instance().equals(mine.instance())
              && present.contains(there.instance());
      return others ? there : put(entry, mine);
    }
  }

  /** The lock of a claim was taken. */
  record TokenUpdate(String instance, long claim, long token) implements OwnershipUpdate {
    @Override
    public @Nullable OwnershipEntry process(Map.Entry<String, OwnershipEntry> entry) {
      OwnershipEntry there = entry.getValue();
      boolean ours = there != null && there.same(instance, claim);
      return ours ? put(entry, there.with(token)) : there;
    }
  }

  /**
   * Renews what a process has, and says it again where an entry was lost; what someone else has
   * taken meanwhile stays theirs.
   */
  record LeaseRenewal(HashMap<String, OwnershipEntry> mine) implements OwnershipUpdate {
    @Override
    public @Nullable OwnershipEntry process(Map.Entry<String, OwnershipEntry> entry) {
      OwnershipEntry there = entry.getValue();
      OwnershipEntry ours = mine.get(entry.getKey());
      if (ours != null && (there == null || there.same(ours.instance(), ours.claim()))) {
        return put(entry, ours);
      }
      return there;
    }
  }

  /** Releases a session; only the entry of this very claim is removed. */
  record ClaimRelease(String instance, long claim) implements OwnershipUpdate {
    @Override
    public @Nullable OwnershipEntry process(Map.Entry<String, OwnershipEntry> entry) {
      OwnershipEntry there = entry.getValue();
      if (there != null && there.same(instance, claim)) {
        entry.setValue(null);
      }
      return null;
    }
  }

  private static @Nullable OwnershipEntry put(
      Map.Entry<String, OwnershipEntry> entry, OwnershipEntry value) {
    ((ExtendedMapEntry<String, OwnershipEntry>) entry)
        .setValue(value, LEASE_SECONDS, TimeUnit.SECONDS);
    return null;
  }
}

package crossreview.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far files are durable after a failed write or fsync of this process. What comes after that is
 * not believed, even if it reads back well: after a failed fsync the kernel may show pages that it
 * gave up to write. Any thread.
 */
final class FailedEpochs {
  // Bounded by the failures since a session was last claimed; a failing disk is not ready for work.
  private final Map<EpochKey, Long> durableBytes = new ConcurrentHashMap<>();

  private final Set<EpochKey> doubtful = ConcurrentHashMap.newKeySet();

  private record EpochKey(Path folder, long number) {}

  void put(Path folder, long epoch, long bytes) {
    durableBytes.put(new EpochKey(folder, epoch), bytes);
  }

  /** Empty when nothing failed. */
  Optional<Long> durableBytes(Path folder, long epoch) {
    return Optional.ofNullable(durableBytes.get(new EpochKey(folder, epoch)));
  }

  /** Units of a dead owner are there that could not be made durable. */
  void doubt(Path folder, long epoch) {
    doubtful.add(new EpochKey(folder, epoch));
  }

  boolean doubtful(Path folder, long epoch) {
    return doubtful.contains(new EpochKey(folder, epoch));
  }

  /** A later epoch is durable, and says itself what it continues from. */
  void forgetBelow(Path folder, long epoch) {
    durableBytes
        .keySet()
        .removeIf(failed -> failed.folder().equals(folder) && failed.number() < epoch);
  }
}

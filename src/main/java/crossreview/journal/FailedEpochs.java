package crossreview.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far files are durable after a failed write or fsync of this process. What lies behind is not
 * believed, even if it reads back well: after a failed fsync the kernel may show pages that it gave up
 * to write. Any thread.
 */
final class FailedEpochs {
  // Bounded by the failures since a session was last claimed; a failing disk is not ready for work.
  private final Map<Epoch, Long> durableBytes = new ConcurrentHashMap<>();

  private record Epoch(Path folder, long number) {}

  void put(Path folder, long epoch, long bytes) {
    durableBytes.put(new Epoch(folder, epoch), bytes);
  }

  /** Empty when nothing failed. */
  Optional<Long> durableBytes(Path folder, long epoch) {
    return Optional.ofNullable(durableBytes.get(new Epoch(folder, epoch)));
  }

  /** A later epoch is durable, and says itself what it continues from. */
  void forgetBelow(Path folder, long epoch) {
    durableBytes
        .keySet()
        .removeIf(failed -> failed.folder().equals(folder) && failed.number() < epoch);
  }
}

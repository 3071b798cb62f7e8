package crossreview.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was seen of locks that others hold. Time passes on our monotonic clock: a lock is stale only
 * when its mtime is old and did not change between two looks, so no jump of any wall clock makes a
 * live lock stale.
 */
final class Sightings {
  private static final int FOLDERS_MAX = 10_000; // forgetting one costs a second look, nothing else

  private final FolderLock.Parts parts;
  private final Holder self;
  private final Map<Path, Look> looks = new ConcurrentHashMap<>();

  Sightings(FolderLock.Parts parts, Holder self) {
    this.parts = parts;
    this.self = self;
  }

  private record Look(FileTime mtime, long nanos) {}

  /** What a lock looks like. */
  enum Verdict {
    ALIVE,
    /** Its holder is provably dead. */
    DEAD,
    STALE,
    GONE
  }

  Verdict look(Path folder, LockDirectory directory) throws IOException {
    Optional<FileTime> mtime = directory.mtime();
    if (mtime.isEmpty()) {
      return Verdict.GONE;
    }
    if (holder(folder, mtime.get()).filter(this::dead).isPresent()) {
      return Verdict.DEAD;
    }
    return stale(folder, mtime.get()) ? Verdict.STALE : Verdict.ALIVE;
  }

  private boolean dead(Holder holder) {
    return ProcessTable.provesDead(parts.processes(), self, holder);
  }

  private boolean stale(Path folder, FileTime mtime) {
    long now = parts.ticker().nanos();
    Look first = looks.get(folder);
    if (first == null || !first.mtime().equals(mtime)) {
      if (looks.size() >= FOLDERS_MAX) {
        looks.clear();
      }
      looks.put(folder, new Look(mtime, now));
      return false;
    }
    Instant old = parts.clock().now().minus(parts.timings().stale());
    boolean unchanged = now - first.nanos() >= parts.timings().twoLooks().toNanos();
    return unchanged && mtime.toInstant().isBefore(old);
  }

  void forget(Path folder) {
    looks.remove(folder);
  }

  /** The holder, if {@code holder.json} describes this lock. */
  private static Optional<Holder> holder(Path folder, FileTime mtime) throws IOException {
    Path file = folder.resolve("holder.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return Holder.fromJson(Files.readAllBytes(file))
        .filter(holder -> holder.token() == LockDirectory.token(mtime));
  }

  /** Who is in the way, for the refusal. */
  String describe(Path folder, LockDirectory directory) throws IOException {
    Optional<FileTime> mtime = directory.mtime();
    if (mtime.isEmpty()) {
      return "the session was released and taken again all the time; try again";
    }
    Duration age = Duration.between(mtime.get().toInstant(), parts.clock().now());
    String who =
        holder(folder, mtime.get())
            .map(h -> "held by " + h.node() + " (pid " + h.pid() + ")")
            .orElse("held by a program that left no holder.json");
    return who + ", last beat " + Math.max(0, age.toSeconds()) + " s ago";
  }
}

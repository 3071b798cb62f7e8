package crossreview.call;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.lock.LockHolder;
import crossreview.lock.ProcessTable;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Who claims shares of a day's money: one name for each process and day, which every call carries
 * in the journal. All methods block. Any thread.
 *
 * <pre>
 *   money/(day)/holders/(day)-0123456789abcdef.json     who it is; touched while it lives
 *   money/(day)/holders/(day)-0123456789abcdef.fence    it may not send another call
 * </pre>
 *
 * <p>A claim is settled in this order: fence, then read the journals, then record what was spent. A
 * process looks for its fence between the line that reserves a call and the call. So a call is in
 * the journal before these are read, or it is not sent, also when a process that was taken for dead
 * wakes up.
 */
public final class BudgetClaimants {
  /** The folder of a day that has no slices. */
  static final String HOLDERS = "holders";

  /** As for locks: silent for so long on our monotonic clock. */
  static final Duration SILENT = Duration.ofSeconds(120);

  private final Path folder;
  private final ClaimantContext context;
  private final LockHolder self;
  private final Map<String, HolderSample> looks = new HashMap<>();
  private String day = "";
  private String own = "";

  /**
   * What claimants are told apart by.
   *
   * @param node the name of this daemon, for people
   * @param storageFaults hears why money could not be counted, if the disk is why
   */
  public record ClaimantContext(
      ProcessTable processes,
      String node,
      Clock clock,
      Ticker ticker,
      RandomGenerator random,
      SpendingReader spendingReader,
      Consumer<Problem> storageFaults) {}

  /** What the journals say. */
  @FunctionalInterface
  public interface SpendingReader {
    /**
     * What the calls under each of these claims have cost, those under way at their ceiling; empty
     * while some journal cannot tell. Blocks.
     *
     * @param caller whose sessions count
     */
    Optional<Map<String, Money>> spent(Set<String> claims, Predicate<String> caller)
        throws IOException;
  }

  private record HolderSample(FileTime beat, long nanos) {}

  /**
   * @param folder of all days
   */
  public BudgetClaimants(Path folder, ClaimantContext context) {
    this.folder = folder;
    this.context = context;
    this.self = context.processes().self(context.node());
  }

  /** The name of this process for a day; another one after {@link #forget}. */
  synchronized String own(String today) throws IOException {
    if (!day.equals(today) || own.isEmpty()) {
      day = today;
      String name = today + "-" + hex(context.random().nextLong());
      Files.createDirectories(holders(name), FileModes.PRIVATE_DIRECTORY);
      DurableFiles.create(file(name, ".json"), self.toJson(), file(name, ".tmp"));
      own = name;
    }
    return own;
  }

  private static String hex(long random) {
    return HexFormat.of().toHexDigits(random);
  }

  /** The name is fenced; the next claim is made under another one. */
  synchronized void forget() {
    own = "";
  }

  /** Shows the others that this process lives. */
  synchronized void beat() throws IOException {
    if (!own.isEmpty()) {
      Files.setLastModifiedTime(file(own, ".json"), FileTime.from(context.clock().now()));
    }
  }

  boolean fenced(String claimant) {
    return Files.exists(file(claimant, ".fence"));
  }

  /** Keeps it from sending another call. */
  void fence(String claimant) throws IOException {
    if (!fenced(claimant)) {
      Files.createDirectories(holders(claimant), FileModes.PRIVATE_DIRECTORY);
      Path temporary =
          Files.createTempFile(holders(claimant), ".fence-", "", FileModes.PRIVATE_FILE);
      DurableFiles.create(file(claimant, ".fence"), new byte[0], temporary);
    }
  }

  SpendingReader spendingReader() {
    return context.spendingReader();
  }

  /**
   * Whether its process is gone: provably, on this machine, or because it was silent between two
   * looks. A claimant that was fenced before counts as gone.
   */
  synchronized boolean gone(String claimant) throws IOException {
    if (claimant.equals(own)) {
      return false;
    }
    if (fenced(claimant)) {
      return true;
    }
    try {
      FileTime beat = Files.getLastModifiedTime(file(claimant, ".json"));
      Optional<LockHolder> holder =
          LockHolder.fromJson(Files.readAllBytes(file(claimant, ".json")));
      boolean silent = silent(claimant, beat);
      return holder.isEmpty() ? silent : gone(holder.get(), beat, silent);
    } catch (NoSuchFileException e) {
      return silent(claimant, FileTime.fromMillis(0));
    }
  }

  private boolean gone(LockHolder holder, FileTime beat, boolean silent) {
    return switch (context.processes().fate(self, holder)) {
      case GONE -> true;
      case OTHER_BOOT -> silent || beat.toInstant().isBefore(context.processes().booted());
      case UNKNOWN -> silent;
    };
  }

  private boolean silent(String claimant, FileTime beat) {
    long now = context.ticker().nanos();
    HolderSample first = looks.get(claimant);
    if (first == null || !first.beat().equals(beat)) {
      looks.put(claimant, new HolderSample(beat, now));
      return false;
    }
    return now - first.nanos() >= SILENT.toNanos();
  }

  private Path holders(String claimant) {
    return folder.resolve(claimant.substring(0, "2030-01-01".length())).resolve(HOLDERS);
  }

  private Path file(String claimant, String end) {
    return holders(claimant).resolve(claimant + end);
  }
}

package crossreview.journal;

import crossreview.journal.ChainReplay.Adopted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The journals of one data directory. Claims block: call them on a journal thread. */
public final class Journal {
  /** 64 KiB: one read for every consumer; a state line always fits. */
  public static final int LINE_MAX = 64 * 1024;

  private final FilePort files;
  private final int queueMax;
  private final Map<Path, Believed> afterFailure = new ConcurrentHashMap<>();

  /**
   * @param queueMax units that may wait for one writer; more are refused
   */
  public Journal(FilePort files, int queueMax) {
    this.files = files;
    this.queueMax = queueMax;
  }

  /**
   * A claimed journal.
   *
   * @param dropped the torn tail that was left behind, or null
   * @param first completes when the epoch's first line is durable and verified
   */
  public record Opened(JournalWriter writer, DroppedTail dropped, CompletionStage<Void> first) {}

  /** How far a file is durable after a failed fsync of this process. */
  private record Believed(long epoch, long bytes) {}

  /** Where a released writer stopped. */
  public record Released(long epoch, long seq, String digest, long bytes) {}

  /** What a writer needs besides its place. */
  public record Ownership(Executor thread, Fence fence) {}

  /**
   * Claims a session's journal, holding its lock: creates the next epoch's file by CREATE_NEW, makes
   * its name durable, and only then reads the older epochs. The first line is on its way to the disk
   * when this returns; the first answer waits for it.
   *
   * @throws JournalDamaged when a line that may have been told is missing or different
   */
  public Opened claim(Path folder, Replay replay, FirstLine first, Ownership ownership)
      throws IOException, JournalDamaged {
    List<Long> present = EpochFiles.present(files, folder);
    long epoch = (present.isEmpty() ? 0 : present.getFirst()) + 1;
    FilePort.Channel lines = files.createNew(EpochFiles.lines(folder, epoch));
    try {
      files.forceDirectory(folder);
      Adopted adopted = adopt(folder, epoch, replay);
      JournalWriter writer = writer(folder, ownership, lines, start(epoch, adopted.last()));
      long seq = adopted.last() == null ? 1 : adopted.last().seq() + 1;
      CompletionStage<Void> firstLine =
          writer.append(List.of(first.opened(seq, epoch, adopted.last())));
      return new Opened(writer, adopted.dropped(), firstLine);
    } catch (IOException | JournalDamaged | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private static Released start(long epoch, ContinuesFrom last) {
    return last == null
        ? new Released(epoch, 0, Sha256.zero(), 0)
        : new Released(epoch, last.seq(), last.digest(), 0);
  }

  private Adopted adopt(Path folder, long epoch, Replay replay)
      throws IOException, JournalDamaged {
    List<Segment> chain = new ChainWalk(files, folder).below(epoch);
    if (chain.isEmpty()) {
      return Adopted.NOTHING;
    }
    Segment last = chain.getLast();
    Believed believed = afterFailure.get(folder);
    Optional<Long> durable =
        believed != null && believed.epoch() == last.epoch()
            ? Optional.of(believed.bytes())
            : Optional.empty();
    Adopted adopted = new ChainReplay(files, folder, replay).run(chain, durable);
    if (adopted.unmarked() && durable.isEmpty()) {
      force(last.file()); // whole units that a dead owner wrote but may not have fsynced
    }
    afterFailure.remove(folder);
    return adopted;
  }

  private void force(Path file) throws IOException {
    try (FilePort.Channel channel = files.append(file)) {
      channel.force();
    }
  }

  /**
   * Continues the epoch that this process released, while nobody claimed the next one; empty when
   * somebody did, and then the caller claims. The caller holds the lock.
   */
  public Optional<JournalWriter> reopen(Path folder, Released released, Ownership ownership)
      throws IOException {
    List<Long> present = EpochFiles.present(files, folder);
    if (present.isEmpty() || present.getFirst() != released.epoch()) {
      return Optional.empty();
    }
    FilePort.Channel lines = files.append(EpochFiles.lines(folder, released.epoch()));
    if (lines.size() != released.bytes()) {
      lines.close();
      return Optional.empty();
    }
    return Optional.of(writer(folder, ownership, lines, released));
  }

  private JournalWriter writer(
      Path folder, Ownership ownership, FilePort.Channel lines, Released start)
      throws IOException {
    FilePort.Channel head = files.overwrite(EpochFiles.head(folder, start.epoch()));
    EpochLog log = new EpochLog(files, folder, lines, head, start);
    return new JournalWriter(
        log, ownership, queueMax, bytes -> afterFailure.put(folder, new Believed(start.epoch(), bytes)));
  }

  /** What the journals are stored with. */
  public FilePort files() {
    return files;
  }

  /** A reader of a session's journal; it never writes. */
  public ChainReader reader(Path folder) {
    return new ChainReader(files, folder);
  }
}

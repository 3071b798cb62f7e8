package crossreview.journal;

import crossreview.journal.ChainReplay.ChainEnd;
import crossreview.journal.file.EpochChannels;
import crossreview.journal.file.EpochEnd;
import crossreview.journal.file.EpochFiles;
import crossreview.journal.file.FilePort;
import crossreview.journal.file.Sha256Hasher;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The journals of one data directory. Claims block: call them on a journal thread. */
public final class Journal {
  /** 64 KiB: one read for every consumer; a state line always fits. */
  public static final int LINE_MAX = 64 * 1024;

  // A process that takes our number holds no lock: a paused former owner. Twice is a coincidence.
  private static final int NUMBERS_MAX = 8;

  private final FilePort files;
  private final int queueMax;
  private final FailedEpochs failed = new FailedEpochs();

  /**
   * @param queueMax units that may wait for one writer; more are refused
   */
  public Journal(FilePort files, int queueMax) {
    this.files = files;
    this.queueMax = queueMax;
  }

  /** The name of the file, in the session's folder, that holds the lines of an epoch. */
  public static String fileName(long epoch) {
    return EpochFiles.name(epoch);
  }

  /**
   * A claimed journal.
   *
   * @param dropped the torn tail that was left behind
   * @param first completes when the epoch's first line is durable and verified
   */
  public record ClaimedJournal(
      JournalWriter writer, @Nullable DroppedTail dropped, CompletionStage<Void> first) {}

  /** Where a released writer stopped. */
  public record ReleasePoint(long epoch, long seq, String digest, long bytes) {}

  /** What a writer needs besides its place. */
  public record WriterContext(Executor thread, Fence fence) {}

  /**
   * Claims a session's journal, holding its lock: creates the next epoch's file by CREATE_NEW,
   * makes its name durable, and only then reads the older epochs. The first line is on its way to
   * the disk when this returns; the first answer waits for it.
   *
   * @throws JournalDamagedException when a line that may have been told is missing or different
   * @throws JournalClosedException with {@code lock_lost} when another process took the number, and
   *     the lock
   */
  public ClaimedJournal claim(
      Path folder, ReplayHandler replayHandler, FirstLineFactory first, WriterContext writerContext)
      throws IOException, JournalDamagedException {
    EpochChannels own = create(folder, writerContext.fence());
    long epoch = own.epoch();
    try {
      files.forceDirectory(folder);
      ChainEnd chainEnd = adopt(folder, epoch, replayHandler);
      EpochEnd last = chainEnd.last();
      ReleasePoint start =
          last == null
              ? new ReleasePoint(epoch, 0, Sha256Hasher.zero(), 0)
              : new ReleasePoint(epoch, last.seq(), last.digest(), 0);
      JournalWriter writer = writer(folder, writerContext, own, start);
      CompletionStage<Void> firstLine =
          writer.append(List.of(first.opened(start.seq() + 1, epoch, last)));
      return new ClaimedJournal(
          writer, chainEnd.dropped(), firstLine.thenRun(() -> failed.forgetBelow(folder, epoch)));
    } catch (IOException | JournalDamagedException | RuntimeException e) {
      own.closeAfter(e);
      throw e;
    }
  }

  /** The files of the next epoch, both of them there before their names are made durable. */
  private EpochChannels create(Path folder, Fence fence) throws IOException {
    FileAlreadyExistsException taken = null;
    for (int attempt = 0; attempt < NUMBERS_MAX; attempt++) {
      List<Long> present = EpochFiles.present(files, folder);
      long epoch = (present.isEmpty() ? 0 : present.getFirst()) + 1;
      try {
        return EpochChannels.open(files, folder, epoch, files::createNew);
      } catch (FileAlreadyExistsException e) {
        checkOurs(fence); // else a late owner would push the new one out with a higher number
        taken = e;
      }
    }
    throw new IOException("other processes claim every number for a new epoch", taken);
  }

  private static void checkOurs(Fence fence) {
    try {
      fence.verify();
    } catch (WriterFencedException lost) {
      throw JournalClosedException.because(lost);
    }
  }

  private ChainEnd adopt(Path folder, long epoch, ReplayHandler replayHandler)
      throws IOException, JournalDamagedException {
    ChainWalk walk = new ChainWalk(files, folder);
    List<Segment> chain = walk.below(epoch);
    walk.checkDead(chain, epoch);
    if (chain.isEmpty()) {
      return ChainEnd.NOTHING;
    }
    Segment last = chain.getLast();
    Optional<Long> durable = failed.durableBytes(folder, last.epoch());
    ChainEnd chainEnd = new ChainReplay(files, folder, replayHandler).run(chain, durable);
    if (chainEnd.unmarked() && durable.isEmpty()) {
      force(folder, last);
    }
    return chainEnd;
  }

  /**
   * Makes whole units durable that a dead owner wrote but may not have fsynced. Once that failed,
   * this process adopts them no more: they may be lost with the power, and they may have been
   * acknowledged.
   */
  private void force(Path folder, Segment last) throws IOException {
    String name = last.file().getFileName().toString();
    if (failed.doubtful(folder, last.epoch())) {
      throw new IOException(name + " could not be made durable; repair the disk and restart");
    }
    try (FilePort.Channel channel = files.append(last.file())) {
      try {
        channel.force();
      } catch (IOException e) {
        failed.doubt(folder, last.epoch());
        throw e;
      }
    }
  }

  /**
   * Continues the epoch that this process released, while no process claimed the next one; empty
   * when one did, and then the caller claims. The caller holds the lock.
   */
  public Optional<JournalWriter> reopen(
      Path folder, ReleasePoint releasePoint, WriterContext writerContext) throws IOException {
    List<Long> present = EpochFiles.present(files, folder);
    if (present.isEmpty() || present.getFirst() != releasePoint.epoch()) {
      return Optional.empty();
    }
    EpochChannels own = EpochChannels.open(files, folder, releasePoint.epoch(), files::append);
    try {
      if (own.lines().size() == releasePoint.bytes()) {
        return Optional.of(writer(folder, writerContext, own, releasePoint));
      }
      own.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      own.closeAfter(e);
      throw e;
    }
  }

  private JournalWriter writer(
      Path folder, WriterContext writerContext, EpochChannels own, ReleasePoint start) {
    EpochLog log = new EpochLog(files, folder, own, start);
    return new JournalWriter(
        log, writerContext, queueMax, bytes -> failed.put(folder, start.epoch(), bytes));
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

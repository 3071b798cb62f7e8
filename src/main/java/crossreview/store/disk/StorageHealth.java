package crossreview.store.disk;

import static crossreview.model.StorageProblem.JOURNAL_FAILED;
import static crossreview.model.StorageProblem.STORAGE_FAILED;
import static crossreview.model.StorageProblem.STORAGE_FULL;
import static crossreview.model.StorageProblem.STORAGE_READONLY;
import static crossreview.model.StorageProblem.STORE_CHANGED;
import static crossreview.model.StorageProblem.TOO_MANY_OPEN_FILES;

import crossreview.file.StorageProblems;
import crossreview.model.Problem;
import crossreview.model.ProblemCode;
import crossreview.model.ProblemException;
import crossreview.time.TimerService;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the data directory can be written. After a failure nothing is opened for writing until a
 * probe file was fsynced; the probe is repeated by timer, so the daemon recovers by itself.
 */
public final class StorageHealth {
  private static final Logger LOG = LoggerFactory.getLogger(StorageHealth.class);
  private static final Set<ProblemCode> WHOLE_STORE =
      Set.of(
          STORAGE_FAILED,
          STORAGE_FULL,
          STORAGE_READONLY,
          STORE_CHANGED,
          JOURNAL_FAILED,
          TOO_MANY_OPEN_FILES);

  /** Those that a fault of a single file does not cause. */
  private static final Set<ProblemCode> EVERY_FILE =
      Set.of(STORAGE_FULL, STORAGE_READONLY, TOO_MANY_OPEN_FILES);

  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);

  private final DataDir dir;
  private final TimerService timerService;
  private final Executor disk;
  private volatile @Nullable Problem problem;
  private volatile boolean over;

  public StorageHealth(DataDir dir, TimerService timerService, Executor disk) {
    this.dir = dir;
    this.timerService = timerService;
    this.disk = disk;
  }

  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }

  /** Refuses when nothing can be written, or when another directory is there now. Blocks. */
  public void checkWritable() {
    Problem now = problem;
    if (now != null) {
      throw new ProblemException(now);
    }
    try {
      dir.checkSame();
    } catch (ProblemException problemException) {
      report(problemException.problem());
      throw problemException;
    } catch (IOException e) {
      Problem failure = StorageProblems.of("read " + dir.root(), e);
      report(failure);
      throw new ProblemException(failure);
    }
  }

  /** Takes note of a failed operation; problems of one session alone do not count. */
  public void report(Problem failure) {
    if (!WHOLE_STORE.contains(failure.type())) {
      return;
    }
    boolean first;
    synchronized (this) {
      first = problem == null;
      problem = failure;
    }
    if (first && !over) {
      LOG.atError().addKeyValue("code", failure.code()).log("not writable: {}", failure.message());
      timerService.after(PROBE_EVERY, () -> disk.execute(this::probe));
    }
  }

  /**
   * The same for a file beside the journals, such as a view or the audit log: what is wrong with it
   * alone is not a reason to refuse commands, a full disk is.
   */
  public void reportAside(Problem failure) {
    if (EVERY_FILE.contains(failure.type())) {
      report(failure);
    }
  }

  private void probe() {
    if (over) {
      return;
    }
    try {
      dir.probe();
      problem = null;
      LOG.atInfo().log("the data directory can be written again");
    } catch (IOException e) {
      problem = StorageProblems.of("write to " + dir.root(), e);
      timerService.after(PROBE_EVERY, () -> disk.execute(this::probe));
    } catch (ProblemException e) {
      problem = e.problem();
      timerService.after(PROBE_EVERY, () -> disk.execute(this::probe));
    }
  }

  public void stop() {
    over = true;
  }
}

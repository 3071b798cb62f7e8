package crossreview.backup;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that copy and prove sessions side by side. Closing waits for what has begun. */
final class SessionWorkers implements AutoCloseable {
  /** Reads overlap; each holds one session's state in memory while it proves it. */
  private static final int COUNT = 4;

  /**
   * Sessions of a batch: after a power cut at most one batch is copied again, and each waits for
   * the disk twice.
   */
  static final int BATCH = 256;

  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          COUNT, Thread.ofPlatform().name("backup-", 1).daemon(true).factory());

  /** What is done with one session. */
  @FunctionalInterface
  interface Work<T, R> {
    R of(T one) throws IOException;
  }

  /**
   * Does the same with all of them.
   *
   * @return the results in the order of {@code all}
   * @throws IOException the first failure; then the others have ended as well
   */
  <T, R> List<R> each(List<T> all, Work<? super T, R> work) throws IOException {
    List<Callable<R>> tasks = new ArrayList<>();
    all.forEach(one -> tasks.add(() -> work.of(one)));
    List<R> results = new ArrayList<>();
    try {
      for (Future<R> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while sessions were copied");
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  private static IOException thrown(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException ioException -> ioException;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case null, default -> new IOException(failure);
    };
  }

  @Override
  public void close() {
    pool.close();
  }
}

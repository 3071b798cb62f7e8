package crossreview.store.disk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for blobs, locks and reads: {@code disk-1} to {@code disk-8}. */
public final class DiskThreads {
  private static final int COUNT = 8; // reads and renames overlap; more only queue in the kernel

  private DiskThreads() {}

  /** A fixed pool of named platform threads; close it when everything that uses it is closed. */
  public static ExecutorService start() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            COUNT,
            COUNT,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("disk-", 1).daemon(true).factory());
    pool.prestartCoreThread();
    return pool;
  }
}

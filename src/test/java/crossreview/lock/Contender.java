package crossreview.lock;

import crossreview.testkit.Await;
import crossreview.testkit.TestVertx;
import crossreview.testkit.ThreadTimers;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A contender in a process of its own: takes the lock of each folder that it is told, adds one to
 * the folder's counter, and says when and what, as {@code contender.js} does. It confirms an update
 * only if the lock was its own before and after it; else it says {@code LOST}.
 */
public final class Contender {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final LockTimings TIMES =
      new LockTimings(
          Duration.ofMillis(100),
          Duration.ofMillis(2_000),
          Duration.ofMillis(1_000),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          Duration.ofMillis(30));

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private final String name;
  private final LockService locks;

  private Contender(String name, LockService locks) {
    this.name = name;
    this.locks = locks;
  }

  /** Arguments: name, folder of the guards, {@code ours} or {@code plain}. */
  public static void main(String[] arguments) throws Exception {
    SystemTime time = new SystemTime();
    LockService locks =
        new LockService(
            new LockService.LockContext(
                TIMES,
                time,
                time,
                new ThreadTimers(),
                RandomGenerator.getDefault(),
                Executors.newCachedThreadPool(),
                new LinuxProcessTable(),
                HostDepartures.NONE,
                Path.of(arguments[1]),
                arguments[0]));
    Vertx vertx = TestVertx.create();
    Await.result(
        vertx.deployVerticle(new LockHeartbeatVerticle(locks), LockHeartbeatVerticle.options()));
    Contender contender = new Contender(arguments[0], locks);
    contender.say("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Path folder = Path.of(line);
      if (arguments[2].equals("plain")) {
        contender.plain(folder);
      } else {
        contender.ours(folder);
      }
    }
    System.exit(0);
  }

  private void ours(Path folder) throws Exception {
    HeldLock lock = Await.result(Future.fromCompletionStage(locks.acquire(folder, PATIENCE)));
    long acquired = System.nanoTime();
    try {
      long before = read(folder);
      LockSupport.parkNanos(3_000_000);
      lock.verify();
      long committed = write(folder, before);
      lock.verify();
      done(folder, acquired, committed, before);
    } catch (LockLostException e) {
      say("LOST " + name + " " + folder);
    } finally {
      lock.releaseNow();
    }
  }

  /** A lock that is taken over without any care: what the harness has to notice. */
  private void plain(Path folder) throws IOException {
    Path lock = folder.resolve(".lock");
    while (!made(lock)) {
      LockSupport.parkNanos(1_000_000);
    }
    long acquired = System.nanoTime();
    long before = read(folder);
    LockSupport.parkNanos(3_000_000);
    long committed = write(folder, before);
    Files.deleteIfExists(lock);
    done(folder, acquired, committed, before);
  }

  private static boolean made(Path lock) throws IOException {
    try {
      Instant mtime = Files.getLastModifiedTime(lock).toInstant();
      if (mtime.isBefore(Instant.now().minusSeconds(2))) {
        Files.deleteIfExists(lock);
      }
    } catch (NoSuchFileException e) {
      // nobody has it
    }
    try {
      Files.createDirectory(lock);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static long read(Path folder) throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("counter")).strip());
  }

  private long write(Path folder, long before) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.writeString(fresh, Long.toString(before + 1));
    Files.move(fresh, folder.resolve("counter"), StandardCopyOption.ATOMIC_MOVE);
    return System.nanoTime();
  }

  private void done(Path folder, long acquired, long committed, long before) {
    say("DONE " + name + " " + folder + " " + acquired + " " + committed + " " + before);
  }

  private void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}

package crossreview.fence;

import crossreview.journal.StoredLine;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.registry.SessionRegistry;
import crossreview.testkit.Await;
import crossreview.testkit.TestStore;
import crossreview.time.Clock;
import crossreview.time.SystemTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An owner of sessions that comes to a halt where it is told to. It is told {@code session
 * position} a line, and says:
 *
 * <pre>
 *   AT session              it stands at its position, until the file "go" is there
 *   ACK session seq         a command was confirmed
 *   TOLD session seq digest
 *   END session code        how its last command ended: confirmed, or the refusal
 * </pre>
 */
public final class OwnerProcess {
  private static final int THREADS = 64; // a parked one must not hold up another session

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private final Map<Path, Boolean> beating = new ConcurrentHashMap<>();
  private final Path go;
  private final BreakpointFiles files;
  private final TestStore store;

  private OwnerProcess(Path data, Path go, String times) {
    this.go = go;
    this.files = new BreakpointFiles(this::park);
    this.store =
        new TestStore.Options()
            .threads(THREADS)
            .files(files)
            .timings(LockTimes.of(times))
            .clock(clock())
            .open(data);
  }

  /** Arguments: data directory, the file that lets go, {@code short} or {@code shipped} times. */
  public static void main(String[] arguments) throws Exception {
    OwnerProcess ownerProcess =
        new OwnerProcess(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    ownerProcess.run();
  }

  /** A heartbeat asks for the time between the look at its mtime and the touch. */
  private Clock clock() {
    SystemTime time = new SystemTime();
    return () -> {
      Instant now = time.now();
      if (Thread.currentThread().getName().contains("lock-heartbeat")) {
        beating.keySet().forEach(folder -> files.at(folder, BreakpointPosition.IN_A_HEARTBEAT));
      }
      return now;
    };
  }

  private void run() throws Exception {
    Vertx vertx = Vertx.vertx();
    Await.result(
        vertx.deployVerticle(
            new LockHeartbeatVerticle(store.locks()), LockHeartbeatVerticle.options()));
    store.sessions().onCommit((id, lines, durable) -> told(id, lines));
    say("READY");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      SessionId id = new SessionId(words[0]);
      BreakpointPosition breakpointPosition = BreakpointPosition.valueOf(words[1]);
      Thread.ofPlatform().name("owner-" + id).start(() -> own(id, breakpointPosition));
    }
    System.exit(0);
  }

  private void own(SessionId id, BreakpointPosition breakpointPosition) {
    SessionRegistry sessionRegistry = store.sessions();
    Path folder = store.sessions().dir().session(id);
    try {
      if (breakpointPosition.inClaim()) {
        files.arm(folder, breakpointPosition);
      } else {
        note(id, "before");
        files.arm(folder, breakpointPosition);
        beating.put(folder, true);
      }
      while (breakpointPosition == BreakpointPosition.IN_A_HEARTBEAT
          && beating.containsKey(folder)) {
        LockSupport.parkNanos(1_000_000); // the parent ends it, with this process if need be
      }
      SessionRegistry.LeasedLog leasedLog = late(sessionRegistry.lease(id));
      leasedLog.logLease().release();
      note(id, "late");
      say("END " + id + " confirmed");
    } catch (ProblemException problemException) {
      say("END " + id + " " + problemException.problem().code());
    } catch (Exception bug) {
      say("END " + id + " bug:" + bug);
    }
  }

  private void note(SessionId id, String text) throws Exception {
    SessionCommand note = new SessionCommand.Append("note", text);
    long seq = late(store.sessions().record(id, note, new Actor("old", null))).lastSeq();
    say("ACK " + id + " " + seq);
  }

  /** The process is stopped meanwhile, for minutes where the times are those that are shipped. */
  private static <T> T late(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private void park(Path folder, BreakpointPosition breakpointPosition) {
    say("AT " + folder.getFileName());
    while (!Files.exists(go)) {
      LockSupport.parkNanos(1_000_000);
    }
    beating.remove(folder);
  }

  private void told(SessionId id, List<StoredLine> lines) {
    lines.forEach(line -> say("TOLD " + id + " " + line.seq() + " " + line.digest()));
  }

  private synchronized void say(String line) {
    out.print(line + "\n");
    out.flush();
  }
}

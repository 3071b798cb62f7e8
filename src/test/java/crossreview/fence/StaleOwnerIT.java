package crossreview.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.file.DiskFiles;
import crossreview.lock.LockHeartbeatVerticle;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.SessionVerifier;
import crossreview.session.command.SessionCommand;
import crossreview.store.log.Actor;
import crossreview.store.log.CommitResult;
import crossreview.testkit.Await;
import crossreview.testkit.ChildJvm;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner is stopped by the kernel in the middle of its work; another one takes over, writes, and
 * the first one goes on as if nothing had happened.
 */
class StaleOwnerIT {
  private static final Actor NEW = new Actor("new", null);
  private static final int ROUNDS = 6;
  private static final Duration TAKEN_OVER =
      Duration.ofMinutes(3); // stale after two, and two looks
  private static final int EACH = 4; // sessions at each position in a round

  @TempDir Path root;
  private final Vertx vertx = Vertx.vertx();
  private final Map<SessionId, TreeMap<Long, String>> seen = new HashMap<>();

  @AfterEach
  void close() throws Exception {
    Await.result(vertx.close());
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // the shipped times take minutes
  void whoWakesUpLateConfirmsNothingAndTouchesNothing() throws Exception {
    for (int round = 0; round < (LockTimes.SHIPPED ? 1 : ROUNDS); round++) {
      round(
          Files.createDirectory(root.resolve("round-" + round)),
          LockTimes.SHIPPED ? "shipped" : "short");
    }
  }

  /** Without proof that it is dead its lock would have to become stale, which takes two minutes. */
  @Test
  void anOwnerThatWasKilledIsFollowedAtOnce() throws Exception {
    Path folder = Files.createDirectory(root.resolve("killed"));
    Path data = Files.createDirectory(folder.resolve("data"));
    SessionId id = sessions(data).keySet().iterator().next();
    ChildJvm.Kind kind = new ChildJvm.Kind(OwnerProcess.class);
    List<String> arguments = List.of(data.toString(), folder.resolve("go").toString(), "shipped");
    try (ChildJvm old = kind.start(folder.resolve("said"), arguments);
        TestStore store = TestStore.open(data)) {
      old.says("READY");
      old.tell(id + " " + BreakpointPosition.BEFORE_THE_WRITE);
      old.says("AT " + id);
      old.kill();
      long began = System.nanoTime();

      Await.result(store.sessions().record(id, new SessionCommand.Append("note", "new"), NEW));

      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      System.out.println("followed after " + millis + " ms");
      assertTrue(millis < 5_000, millis + " ms");
    }
  }

  private void round(Path folder, String times) throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path go = folder.resolve("go");
    Map<SessionId, BreakpointPosition> sessions = sessions(data);
    ChildJvm.Kind kind = new ChildJvm.Kind(OwnerProcess.class);
    List<String> arguments = List.of(data.toString(), go.toString(), times);
    try (ChildJvm old = kind.start(folder.resolve("said"), arguments);
        TestStore store =
            new TestStore.Options().threads(8).timings(LockTimes.of(times)).open(data)) {
      Await.result(
          vertx.deployVerticle(
              new LockHeartbeatVerticle(store.locks()), LockHeartbeatVerticle.options()));
      old.says("READY");
      for (Map.Entry<SessionId, BreakpointPosition> each : sessions.entrySet()) {
        old.tell(each.getKey() + " " + each.getValue());
      }
      for (SessionId id : sessions.keySet()) {
        old.says("AT " + id);
      }
      old.stop();
      Map<SessionId, Long> written = takeOver(store, sessions, data);
      int before = old.lines().size();
      Files.createFile(go);
      old.goOn();
      for (SessionId id : sessions.keySet()) {
        old.says("END " + id);
      }
      look(sessions, data);
      lateSays(sessions, old.lines(), before, data);
      stillOurs(store, written, data);
    }
  }

  /** Sessions that somebody opened before, and whose owner has gone. */
  private static Map<SessionId, BreakpointPosition> sessions(Path data) throws Exception {
    Map<SessionId, BreakpointPosition> sessions = new LinkedHashMap<>();
    try (TestStore store = TestStore.open(data)) {
      for (int i = 0; i < EACH; i++) {
        for (BreakpointPosition breakpointPosition : BreakpointPosition.values()) {
          SessionId id = Samples.id();
          Await.result(store.sessions().create(id, Samples.open(RunMode.SHIP), NEW));
          sessions.put(id, breakpointPosition);
        }
      }
    }
    return sessions;
  }

  private Map<SessionId, Long> takeOver(
      TestStore store, Map<SessionId, BreakpointPosition> sessions, Path data) throws Exception {
    Map<SessionId, Future<CommitResult>> notes = new LinkedHashMap<>();
    for (SessionId id : sessions.keySet()) {
      notes.put(id, note(store, id));
    }
    look(sessions, data);
    Map<SessionId, Long> written = new LinkedHashMap<>();
    long end = System.nanoTime() + TAKEN_OVER.toNanos();
    for (Map.Entry<SessionId, Future<CommitResult>> note : notes.entrySet()) {
      written.put(note.getKey(), patiently(store, note.getKey(), note.getValue(), end).lastSeq());
    }
    look(sessions, data);
    return written;
  }

  private static Future<CommitResult> note(TestStore store, SessionId id) {
    return store.sessions().record(id, new SessionCommand.Append("note", "new"), NEW);
  }

  /** A caller that is refused because somebody holds the session asks again; each waits a while. */
  private static CommitResult patiently(
      TestStore store, SessionId id, Future<CommitResult> first, long end) throws Exception {
    Future<CommitResult> note = first;
    while (true) {
      try {
        return Await.result(note);
      } catch (ProblemException problemException) {
        if (!problemException.problem().code().equals("session_busy") || System.nanoTime() > end) {
          throw problemException;
        }
        note = note(store, id);
      }
    }
  }

  /** What a reader is told at this moment; it must never see anything else there later. */
  private void look(Map<SessionId, BreakpointPosition> sessions, Path data) throws IOException {
    for (SessionId id : sessions.keySet()) {
      for (Map.Entry<Long, String> line : chain(data, id).entrySet()) {
        String before =
            seen.computeIfAbsent(id, key -> new TreeMap<>()).put(line.getKey(), line.getValue());
        assertTrue(
            before == null || before.equals(line.getValue()),
            () -> sessions.get(id) + ": a reader was shown two lines with seq " + line.getKey());
      }
    }
  }

  private static Map<Long, String> chain(Path data, SessionId id) throws IOException {
    Map<Long, String> chain = new TreeMap<>();
    try {
      new Journal(new DiskFiles(), 1)
          .reader(data.resolve("sessions").resolve(id.value()))
          .replay((line, json) -> chain.put(line.seq(), line.digest()));
      return chain;
    } catch (JournalDamagedException e) {
      throw new AssertionError(e);
    }
  }

  /** What the late owner said: all of it is on the chain, and nothing of it came too late. */
  private void lateSays(
      Map<SessionId, BreakpointPosition> sessions, List<String> lines, int before, Path data)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split(" ");
      if (words.length < 3 || words[0].equals("READY")) {
        continue;
      }
      SessionId id = new SessionId(words[1]);
      BreakpointPosition breakpointPosition = sessions.get(id);
      boolean late = i >= before && !breakpointPosition.verified();
      switch (words[0]) {
        case "TOLD" -> {
          boolean there = words[3].equals(chain(data, id).get(Long.parseLong(words[2])));
          if (!there || late) {
            wrong.add(
                breakpointPosition
                    + " told "
                    + lines.get(i)
                    + (there ? ", too late" : ", which is lost"));
          }
        }
        case "ACK" -> {
          if (late || chain(data, id).get(Long.parseLong(words[2])) == null) {
            wrong.add(breakpointPosition + " confirmed " + lines.get(i));
          }
        }
        default -> {
          if (words[2].startsWith("bug")
              || words[2].equals("confirmed") && !breakpointPosition.verified()) {
            wrong.add(breakpointPosition + " ended with " + words[2]);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The new owner's lines are all there, and it goes on with the same lock. */
  private void stillOurs(TestStore store, Map<SessionId, Long> written, Path data)
      throws Exception {
    for (Map.Entry<SessionId, Long> each : written.entrySet()) {
      SessionId id = each.getKey();
      CommitResult more =
          Await.result(store.sessions().record(id, new SessionCommand.Append("note", "more"), NEW));
      assertEquals(each.getValue() + 1, more.lastSeq(), "it went on in the same epoch");
      Path folder = data.resolve("sessions").resolve(id.value());
      assertEquals(List.of(), SessionVerifier.verify(folder).damages());
      assertFalse(seen.get(id).isEmpty());
    }
  }
}

package crossreview.store.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.journal.Journal;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.LineSource;
import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.run.EpochReason;
import crossreview.session.Session;
import crossreview.store.codec.EventLine;
import crossreview.store.codec.SessionReplay;
import crossreview.testkit.FaultyFiles;
import crossreview.testkit.RandomWalk;
import crossreview.testkit.Samples;
import crossreview.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTruncationProperty {
  private static final long SEED = 3;
  private static final int UNITS = 9;

  @TempDir private Path dir;

  @Test
  void cutAtAnyByteTheSessionIsWhereItsLastWholeCommandLeftIt() throws Exception {
    SessionId id = Samples.id();
    List<Session> states = record(id);
    byte[] lines = Files.readAllBytes(dir.resolve("sessions/" + id + "/events-000001.ndjson"));
    states.add(1, afterFirstLine(id, lines));
    Path folder = Files.createDirectory(dir.resolve("cut"));

    int before = 0;
    for (int length = 0; length <= lines.length; length++) {
      Session found = recovered(folder, id, Arrays.copyOf(lines, length));

      int place = states.indexOf(found);
      int end = length;
      assertTrue(
          place >= before, () -> "seed " + SEED + ", cut at " + end + ": seq " + found.seq());
      before = place;
    }
    assertEquals(
        states.size() - 1, before, "seed " + SEED + ": the whole file gives the last state");
  }

  /** The empty state and the states after each command. */
  private List<Session> record(SessionId id) throws Exception {
    List<Session> states = new ArrayList<>(List.of(Session.empty(id)));
    try (TestStore store = TestStore.open(dir)) {
      RandomWalk randomWalk = new RandomWalk(SEED);
      Session live = Session.empty(id);
      while (states.size() < UNITS) {
        Session next = ReplayProperty.step(store, live, randomWalk.next(live), null);
        if (next.seq() > live.seq()) {
          states.add(next);
          live = next;
        }
      }
    }
    return states;
  }

  /** The epoch's first line is a unit of its own. */
  private static Session afterFirstLine(SessionId id, byte[] lines) throws Exception {
    byte[] first =
        Arrays.copyOf(lines, new String(lines, StandardCharsets.ISO_8859_1).indexOf('\n'));
    return SessionReplay.apply(Session.empty(id), new StoredLine(1, 1, false, first, ""));
  }

  private static LineSource opened(SessionId id, long seq) {
    EventEnvelope eventEnvelope =
        new EventEnvelope(seq, "2026-11-23T08:15:04.120Z", "daemon", null);
    return new EventLine(
        id,
        eventEnvelope,
        new LifecycleEvent.EpochOpened(1, null, "n", 1, "b", EpochReason.RESTARTED));
  }

  /** What the next owner finds after a crash that left these bytes. */
  private static Session recovered(Path folder, SessionId id, byte[] bytes) throws Exception {
    for (String name : List.of("events-000002.ndjson", "events-000002.head")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.write(folder.resolve("events-000001.ndjson"), bytes);
    Session[] state = {Session.empty(id)};
    new Journal(new FaultyFiles().unsynced(), 10)
        .claim(
            folder,
            (line, json) -> state[0] = SessionReplay.apply(state[0], line, json),
            (seq, epoch, from) -> opened(id, seq),
            new WriterContext(Runnable::run, () -> {}))
        .writer()
        .close();
    return state[0];
  }
}

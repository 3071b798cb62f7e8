package crossreview.testkit;

import crossreview.journal.ChainReader;
import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.StoredLine;
import crossreview.journal.file.DiskFiles;
import crossreview.model.SessionId;
import crossreview.model.policy.PolicyRules;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.store.codec.SessionReplay;
import crossreview.store.codec.SessionReplay.DecodedEvent;
import crossreview.store.index.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Every session that a test leaves on disk, counted once more under its own policy, comes to what
 * is recorded. A journal that a test damaged says nothing.
 */
final class RecountCheck {
  private RecountCheck() {}

  static void check(Path root) {
    Path sessions = root.resolve("sessions");
    if (!Files.isDirectory(sessions)) {
      return; // the test took the folder away
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(sessions)) {
      for (Path folder : folders) {
        Optional<SessionId> id = SessionId.parse(folder.getFileName().toString());
        if (id.isPresent() && Files.isDirectory(folder)) {
          same(folder, id.get());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void same(Path folder, SessionId id) {
    try {
      PolicySimulation plain = replay(folder, id, PolicyRules.UNANIMOUS);
      if (!plain.session().exists()) {
        return;
      }
      stateTellsTheEnd(folder, plain.session());
      for (PolicySimulation.RoundRecount r :
          replay(folder, id, plain.session().policy().rules()).recounts()) {
        if (!r.recorded().equals(r.under())) {
          throw new AssertionError(
              folder + ": recorded " + r.recorded() + ", counted again " + r.under());
        }
      }
    } catch (JournalDamagedException | IOException e) {
      return; // what cannot be read is another test's business
    }
  }

  /** Maintenance acts on what the list says. */
  private static void stateTellsTheEnd(Path folder, Session session) {
    String state = SessionState.of(session);
    if (session.closed() != SessionState.CLOSED.contains(state)) {
      throw new AssertionError(folder + ": closed is " + session.closed() + ", state is " + state);
    }
  }

  private static PolicySimulation replay(Path folder, SessionId id, PolicyRules rules)
      throws IOException, JournalDamagedException {
    ChainReader reader = new Journal(new DiskFiles(), 100_000).reader(folder);
    PolicySimulation replay = new PolicySimulation(Session.empty(id), rules);
    while (replay.session().seq() < reader.head()) {
      for (StoredLine line : reader.page(replay.session().seq(), 256 * 1024, 10_000)) {
        DecodedEvent decodedEvent = SessionReplay.decoded(id, line);
        replay.line(decodedEvent.eventEnvelope(), decodedEvent.event());
      }
    }
    return replay;
  }
}

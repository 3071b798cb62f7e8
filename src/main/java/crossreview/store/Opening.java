package crossreview.store;

import crossreview.journal.ContinuesFrom;
import crossreview.journal.DroppedTail;
import crossreview.journal.Fence;
import crossreview.journal.Journal;
import crossreview.journal.Journal.Opened;
import crossreview.journal.Journal.Ownership;
import crossreview.journal.Journal.Released;
import crossreview.journal.JournalDamaged;
import crossreview.journal.JournalWriter;
import crossreview.journal.LineSource;
import crossreview.journal.LockLost;
import crossreview.journal.StoredLine;
import crossreview.lock.HeldLock;
import crossreview.lock.Holder;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.EventCatalog;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EpochReason;
import crossreview.session.Session;
import crossreview.store.SessionLog.Environment;
import crossreview.time.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens one session's journal for writing, holding its lock. On the session's journal thread. */
final class Opening {
  private static final String EPOCH_OPENED = EventCatalog.nameOf(LifecycleEvent.EpochOpened.class);

  private final Journal journal;
  private final Path folder;
  private final Holder self;
  private final Environment environment;
  private final Ownership ownership;
  private Session replayed;
  private Session opened;
  private Map<String, Object> before;

  Opening(Journal journal, Path folder, Holder self, Environment environment, Ownership ownership) {
    this.journal = journal;
    this.folder = folder;
    this.self = self;
    this.environment = environment;
    this.ownership = ownership;
  }

  /** The journal's fence, made of the lock. */
  static Fence fence(HeldLock lock) {
    return () -> {
      try {
        lock.verify();
      } catch (crossreview.lock.LockLost e) {
        throw new LockLost(e.getMessage());
      }
    };
  }

  /**
   * Goes on where this process stopped, if nobody wrote in between; the state need not be replayed.
   */
  Optional<SessionLog> reopen(Dormant dormant, Blobs blobs) throws IOException {
    Optional<JournalWriter> writer = journal.reopen(folder, dormant.released(), ownership);
    return writer.map(w -> log(dormant.session(), w, blobs));
  }

  /** What a released log leaves behind for its next opening. */
  record Dormant(Released released, Session session) {}

  /** Claims the journal and replays it. */
  SessionLog claim(SessionId id, Blobs blobs) throws IOException, JournalDamaged {
    replayed = Session.none(id);
    Opened claimed = journal.claim(folder, this::replay, this::firstLine, ownership);
    SessionLog log = log(replayed, claimed.writer(), blobs);
    log.begin(opened, claimed.first(), notes(claimed.dropped()));
    return log;
  }

  private void replay(StoredLine line, Map<String, Object> json) throws JournalDamaged {
    replayed = SessionReplay.apply(replayed, line, json);
    if (EPOCH_OPENED.equals(json.get("type"))) {
      before = json;
    }
  }

  private SessionLog log(Session session, JournalWriter writer, Blobs blobs) {
    SessionLog log = new SessionLog(session, writer, blobs, environment);
    writer.onTold(log::told);
    return log;
  }

  private LineSource firstLine(long seq, long epoch, ContinuesFrom continues) {
    LifecycleEvent.EpochPredecessor epochPredecessor =
        continues == null
            ? null
            : new LifecycleEvent.EpochPredecessor(
                continues.epoch(),
                continues.seq(),
                new Digest(continues.digest()),
                continues.bytes());
    LifecycleEvent.EpochOpened event =
        new LifecycleEvent.EpochOpened(
            LifecycleEvent.EpochOpened.FORMAT,
            epochPredecessor,
            self.node(),
            self.pid(),
            self.bootId(),
            reason());
    String ts = Stamp.of(environment.clock().now());
    EventEnvelope eventEnvelope = new EventEnvelope(seq, ts, Cause.DAEMON.by(), null);
    opened = replayed.apply(eventEnvelope, event);
    return new EventLine(replayed.id(), eventEnvelope, event);
  }

  /** Told by who wrote the epoch before. */
  private EpochReason reason() {
    if (before == null) {
      return EpochReason.CREATED;
    }
    if (!self.node().equals(before.get("node"))) {
      return EpochReason.TAKEN_OVER;
    }
    boolean same =
        Long.valueOf(self.pid()).equals(before.get("pid"))
            && self.bootId().equals(before.get("boot"));
    return same ? EpochReason.REOPENED : EpochReason.RESTARTED;
  }

  private static List<SessionEvent> notes(DroppedTail dropped) {
    return dropped == null
        ? List.of()
        : List.of(
            new NoteEvent.JournalTailDropped(dropped.epoch(), dropped.bytes(), dropped.afterSeq()));
  }
}

package crossreview.store.log;

import crossreview.journal.DroppedTail;
import crossreview.journal.Fence;
import crossreview.journal.Journal;
import crossreview.journal.Journal.ClaimedJournal;
import crossreview.journal.Journal.ReleasePoint;
import crossreview.journal.Journal.WriterContext;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.JournalWriter;
import crossreview.journal.LineSource;
import crossreview.journal.StoredLine;
import crossreview.journal.WriterFencedException;
import crossreview.journal.file.EpochEnd;
import crossreview.lock.HeldLock;
import crossreview.lock.LockHolder;
import crossreview.lock.LockLostException;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.EventCatalog;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EpochReason;
import crossreview.session.Session;
import crossreview.store.codec.EventLine;
import crossreview.store.codec.SessionReplay;
import crossreview.store.disk.BlobStore;
import crossreview.store.log.SessionLog.LogContext;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens one session's journal for writing, holding its lock. On the session's journal thread. */
public final class LogOpener {
  private static final String EPOCH_OPENED = EventCatalog.nameOf(LifecycleEvent.EpochOpened.class);

  private final Journal journal;
  private final Path folder;
  private final LockHolder self;
  private final LogContext logContext;
  private final WriterContext writerContext;

  public LogOpener(
      Journal journal,
      Path folder,
      LockHolder self,
      LogContext logContext,
      WriterContext writerContext) {
    this.journal = journal;
    this.folder = folder;
    this.self = self;
    this.logContext = logContext;
    this.writerContext = writerContext;
  }

  /** The journal's fence, made of the lock. */
  public static Fence fence(HeldLock lock) {
    return () -> {
      try {
        lock.verify();
      } catch (LockLostException e) {
        throw new WriterFencedException(e.getMessage());
      }
    };
  }

  /**
   * Continues where this process stopped, if no other process wrote in between; the state need not
   * be replayed.
   */
  public Optional<SessionLog> reopen(DormantLog dormantLog, BlobStore blobStore)
      throws IOException {
    Optional<JournalWriter> writer =
        journal.reopen(folder, dormantLog.releasePoint(), writerContext);
    return writer.map(w -> log(dormantLog.session(), w, blobStore));
  }

  /** What a released log leaves behind for its next opening. */
  public record DormantLog(ReleasePoint releasePoint, Session session) {}

  /** Claims the journal and replays it. */
  public SessionLog claim(SessionId id, BlobStore blobStore)
      throws IOException, JournalDamagedException {
    EpochStart start = new EpochStart(id);
    ClaimedJournal claimed = journal.claim(folder, start::replay, start::firstLine, writerContext);
    SessionLog log = log(start.replayed, claimed.writer(), blobStore);
    log.begin(start.opened, claimed.first(), notes(claimed.dropped()));
    return log;
  }

  private SessionLog log(Session session, JournalWriter writer, BlobStore blobStore) {
    SessionLog log = new SessionLog(session, writer, blobStore, logContext);
    writer.onCommit(log::committed);
    return log;
  }

  private static List<SessionEvent> notes(@Nullable DroppedTail dropped) {
    return dropped == null
        ? List.of()
        : List.of(
            new NoteEvent.JournalTailDropped(dropped.epoch(), dropped.bytes(), dropped.afterSeq()));
  }

  /** The session while its journal is replayed, and after the first line of the new epoch. */
  private final class EpochStart {
    private Session replayed;
    private Session opened;
    private Map<String, Object> before = Map.of(); // the first line of the last epoch

    EpochStart(SessionId id) {
      this.replayed = Session.empty(id);
      this.opened = replayed;
    }

    void replay(StoredLine line, Map<String, Object> json) throws JournalDamagedException {
      replayed = SessionReplay.apply(replayed, line, json);
      if (EPOCH_OPENED.equals(json.get("type"))) {
        before = json;
      }
    }

    LineSource firstLine(long seq, long epoch, @Nullable EpochEnd continues) {
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
      String ts = TimestampFormat.format(logContext.clock().now());
      EventEnvelope eventEnvelope = new EventEnvelope(seq, ts, Actor.DAEMON.by(), null);
      opened = replayed.apply(eventEnvelope, event);
      return new EventLine(replayed.id(), eventEnvelope, event);
    }

    /** Told by who wrote the epoch before. */
    private EpochReason reason() {
      if (before.isEmpty()) {
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
  }
}

package crossreview.store.registry;

import crossreview.collection.BoundedMap;
import crossreview.file.StorageProblems;
import crossreview.journal.ChainReader;
import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.StoredLine;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.codec.SessionReplay;
import crossreview.store.disk.BlobStore;
import crossreview.store.disk.DataDir;
import crossreview.store.index.SessionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads sessions from disk without owning them. Blocks; disk threads. */
final class SessionReader {
  private static final int KEPT = 512; // replayed sessions; a lost one is replayed again

  private final DataDir dir;
  private final Journal journal;
  private final Map<SessionId, ReplayCursor> shelves = BoundedMap.ofUsed(KEPT);

  SessionReader(DataDir dir, Journal journal) {
    this.dir = dir;
    this.journal = journal;
  }

  /** One session's reader and how far it was replayed; one thread at a time. */
  private static final class ReplayCursor {
    private final ChainReader reader;
    private Session session;

    ReplayCursor(ChainReader reader, SessionId id) {
      this.reader = reader;
      this.session = Session.empty(id);
    }
  }

  /** The state as far as it may be read; a damaged session with what could be read of it. */
  SessionView view(SessionId id) {
    ReplayCursor replayCursor = cursor(id);
    synchronized (replayCursor) {
      Problem damaged = null;
      try {
        replay(replayCursor);
      } catch (JournalDamagedException e) {
        damaged = SessionReplay.problem(e);
      } catch (IOException e) {
        throw failure(id, e);
      }
      if (!replayCursor.session.exists() && damaged == null) {
        throw new ProblemException(Problem.noSession(id.value()));
      }
      return new SessionView(replayCursor.session, false, damaged);
    }
  }

  /** The last line that may be read, also where no session was opened; 0 for none. */
  long head(SessionId id) {
    ReplayCursor replayCursor = cursor(id);
    synchronized (replayCursor) {
      try {
        return replayCursor.reader.head();
      } catch (JournalDamagedException e) {
        throw new ProblemException(SessionReplay.problem(e));
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  /** Whether a crash may have left unconfirmed lines. */
  boolean goesBeyondHead(SessionId id) {
    ReplayCursor replayCursor = cursor(id);
    synchronized (replayCursor) {
      try {
        return replayCursor.reader.bytesAfterHead() > 0;
      } catch (JournalDamagedException e) {
        return false; // it is read-only, and listed as damaged
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  private static void replay(ReplayCursor replayCursor)
      throws IOException, JournalDamagedException {
    long head = replayCursor.reader.head();
    while (replayCursor.session.seq() < head) {
      List<StoredLine> page =
          replayCursor.reader.page(replayCursor.session.seq(), 256 * 1024, 10_000);
      for (StoredLine line : page) {
        replayCursor.session = SessionReplay.apply(replayCursor.session, line);
      }
    }
  }

  LinePage page(SessionId id, long after, int maxBytes, int maxLines) {
    ReplayCursor replayCursor = cursor(id);
    synchronized (replayCursor) {
      try {
        long head = replayCursor.reader.head();
        if (head == 0) {
          throw new ProblemException(Problem.noSession(id.value()));
        }
        if (after > head) {
          throw ahead(after, head);
        }
        return new LinePage(replayCursor.reader.page(after, maxBytes, maxLines), head);
      } catch (JournalDamagedException e) {
        throw new ProblemException(SessionReplay.problem(e));
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  /** No line after the head was ever shown, so no honest reader asks from there. */
  static ProblemException ahead(long after, long head) {
    return RequestProblem.SEQ_AHEAD.exception(
        "after is " + after + ", the session's last line is " + head);
  }

  byte[] blob(SessionId id, Digest digest) {
    cursor(id);
    return BlobStore.read(dir.session(id).resolve(BlobStore.FOLDER), digest);
  }

  private ReplayCursor cursor(SessionId id) {
    Path folder = dir.session(id);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      synchronized (shelves) {
        shelves.remove(id);
      }
      throw new ProblemException(Problem.noSession(id.value()));
    }
    synchronized (shelves) {
      return shelves.computeIfAbsent(id, key -> new ReplayCursor(journal.reader(folder), key));
    }
  }

  private static ProblemException failure(SessionId id, IOException e) {
    return e instanceof NoSuchFileException
        ? new ProblemException(Problem.noSession(id.value()))
        : new ProblemException(StorageProblems.of("read session " + id, e));
  }
}

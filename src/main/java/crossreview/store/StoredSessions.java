package crossreview.store;

import crossreview.collection.BoundedMap;
import crossreview.journal.ChainReader;
import crossreview.journal.Journal;
import crossreview.journal.JournalDamaged;
import crossreview.journal.StoredLine;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads sessions from disk without owning them. Blocks; disk threads. */
final class StoredSessions {
  private static final int KEPT = 512; // replayed sessions; a lost one is replayed again

  private final DataDir dir;
  private final Journal journal;
  private final Map<SessionId, Shelf> shelves = BoundedMap.ofUsed(KEPT);

  StoredSessions(DataDir dir, Journal journal) {
    this.dir = dir;
    this.journal = journal;
  }

  /** One session's reader and how far it was replayed; one thread at a time. */
  private static final class Shelf {
    private final ChainReader reader;
    private Session session;

    Shelf(ChainReader reader, SessionId id) {
      this.reader = reader;
      this.session = Session.none(id);
    }
  }

  /** The state as far as it may be told; a damaged session with what could be read of it. */
  SessionView view(SessionId id) {
    Shelf shelf = shelf(id);
    synchronized (shelf) {
      Problem damaged = null;
      try {
        replay(shelf);
      } catch (JournalDamaged e) {
        damaged = SessionReplay.problem(e);
      } catch (IOException e) {
        throw failure(id, e);
      }
      if (!shelf.session.exists() && damaged == null) {
        throw new ProblemException(Problem.noSession(id.value()));
      }
      return new SessionView(shelf.session, false, damaged);
    }
  }

  /** The last line that may be told, also where no session was opened; 0 for none. */
  long head(SessionId id) {
    Shelf shelf = shelf(id);
    synchronized (shelf) {
      try {
        return shelf.reader.head();
      } catch (JournalDamaged e) {
        throw new ProblemException(SessionReplay.problem(e));
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  /** Whether a crash may have left lines that nobody was told of yet. */
  boolean goesBeyondHead(SessionId id) {
    Shelf shelf = shelf(id);
    synchronized (shelf) {
      try {
        return shelf.reader.untold() > 0;
      } catch (JournalDamaged e) {
        return false; // it is read-only, and listed as damaged
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  private static void replay(Shelf shelf) throws IOException, JournalDamaged {
    long head = shelf.reader.head();
    while (shelf.session.seq() < head) {
      List<StoredLine> page = shelf.reader.page(shelf.session.seq(), 256 * 1024, 10_000);
      for (StoredLine line : page) {
        shelf.session = SessionReplay.apply(shelf.session, line);
      }
    }
  }

  LinePage page(SessionId id, long after, int maxBytes, int maxLines) {
    Shelf shelf = shelf(id);
    synchronized (shelf) {
      try {
        long head = shelf.reader.head();
        if (head == 0) {
          throw new ProblemException(Problem.noSession(id.value()));
        }
        if (after > head) {
          throw ahead(after, head);
        }
        return new LinePage(shelf.reader.page(after, maxBytes, maxLines), head);
      } catch (JournalDamaged e) {
        throw new ProblemException(SessionReplay.problem(e));
      } catch (IOException e) {
        throw failure(id, e);
      }
    }
  }

  /** Nobody has been told a line beyond the head, so nobody can ask from there in good faith. */
  static ProblemException ahead(long after, long head) {
    return new ProblemException(
        Problem.invalid("seq_ahead", "after is " + after + ", the session's last line is " + head));
  }

  byte[] blob(SessionId id, Digest digest) {
    shelf(id);
    return Blobs.read(dir.session(id).resolve(Blobs.FOLDER), digest);
  }

  private Shelf shelf(SessionId id) {
    Path folder = dir.session(id);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      synchronized (shelves) {
        shelves.remove(id);
      }
      throw new ProblemException(Problem.noSession(id.value()));
    }
    synchronized (shelves) {
      return shelves.computeIfAbsent(id, key -> new Shelf(journal.reader(folder), key));
    }
  }

  private static ProblemException failure(SessionId id, IOException e) {
    return e instanceof NoSuchFileException
        ? new ProblemException(Problem.noSession(id.value()))
        : new ProblemException(StorageProblems.of("read session " + id, e));
  }
}

package crossreview.store.registry;

import crossreview.file.StorageProblems;
import crossreview.model.ProblemException;
import crossreview.model.ProblemKind;
import crossreview.model.SessionId;
import crossreview.store.disk.DataDir;
import crossreview.store.disk.Futures;
import crossreview.store.index.SessionIndex;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is on disk when a daemon starts: every session goes into the index, and those with lines
 * that were never confirmed are remembered until they are adopted.
 */
final class StartupScan {
  private static final int WORKERS = 4; // half of the disk's threads: the others serve requests

  private final DataDir dir;
  private final SessionReader stored;
  private final SessionIndex index;
  private final Map<SessionId, CompletableFuture<Void>> unadopted = new ConcurrentHashMap<>();

  private volatile boolean complete; // every session was looked at once

  StartupScan(DataDir dir, SessionReader stored, SessionIndex index) {
    this.dir = dir;
    this.stored = stored;
    this.index = index;
  }

  /** Completes when every session was looked at; a damaged one is listed as damaged. */
  CompletionStage<Void> run(Executor disk) {
    return Futures.on(disk, this::ids)
        .thenCompose(ids -> {
          Queue<SessionId> left = new ConcurrentLinkedQueue<>(ids);
          return CompletableFuture.allOf(
              Stream.generate(() -> Futures.on(disk, () -> readAll(left)).toCompletableFuture())
                  .limit(WORKERS)
                  .toArray(CompletableFuture[]::new));
        })
        .thenAccept(all -> complete = true);
  }

  private Void readAll(Queue<SessionId> left) {
    for (SessionId id = left.poll(); id != null; id = left.poll()) {
      look(id);
    }
    return null;
  }

  /** Looks for folders that another process may have made or removed. Blocks. */
  int findNew() {
    Set<SessionId> known = index.states().keySet(); // first: what comes later has a folder below
    Set<SessionId> there = Set.copyOf(ids());
    known.stream().filter(id -> !there.contains(id)).forEach(index::remove); // pruned elsewhere
    List<SessionId> fresh = there.stream().filter(id -> !known.contains(id)).toList();
    fresh.forEach(this::look);
    return fresh.size();
  }

  private List<SessionId> ids() {
    try {
      return dir.ids();
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("list the sessions", e));
    }
  }

  private void look(SessionId id) {
    try {
      if (stored.goesBeyondHead(id)) {
        unadopted.putIfAbsent(id, new CompletableFuture<>());
      }
      index.put(stored.view(id));
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND) {
        addUncreated(id);
      } else {
        index.putDamaged(id, e.problem());
      }
    }
  }

  /** Its first line may have been told before a crash. */
  private void addUncreated(SessionId id) {
    try {
      long head = stored.head(id);
      if (head > 0) {
        index.putUncreated(id, head);
      }
    } catch (ProblemException gone) {
      return; // the folder was removed meanwhile, or holds nothing that can be read
    }
  }

  /**
   * Whether a session has lines that were never confirmed, also while the start has not come to it.
   * Blocks. Not for one that this process has open.
   */
  boolean unadopted(SessionId id) {
    if (!complete && stored.goesBeyondHead(id)) {
      unadopted.putIfAbsent(id, new CompletableFuture<>());
    }
    return unadopted.containsKey(id);
  }

  /** This process has opened the session and told what it adopted. */
  void adopted(SessionId id) {
    CompletableFuture<Void> adoption = unadopted.remove(id);
    if (adoption != null) {
      adoption.complete(null);
    }
  }

  /** Completes when this process has told what it adopted of a session; never if it cannot. */
  CompletionStage<Void> adoption(SessionId id) {
    return unadopted.getOrDefault(id, CompletableFuture.completedFuture(null));
  }

  /** The sessions with lines beyond their head, without the damaged ones. */
  Set<SessionId> unadopted() {
    return unadopted.keySet().stream()
        .filter(id -> !index.damaged(id))
        .collect(Collectors.toUnmodifiableSet());
  }
}

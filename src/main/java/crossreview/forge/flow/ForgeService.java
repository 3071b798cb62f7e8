package crossreview.forge.flow;

import crossreview.forge.Forge;
import crossreview.forge.PullListener;
import crossreview.forge.flow.PullFlow.FlowParts;
import crossreview.forge.flow.PullTurn.TurnEnd;
import crossreview.forge.http.BlockingWait;
import crossreview.lock.LockService;
import crossreview.operation.OperationCatalog;
import crossreview.settings.ForgeEntry;
import crossreview.settings.ForgeEntry.RepositoryEntry;
import crossreview.store.disk.AtomicWriter;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pull requests of one forge that are under way on this host. Any thread. */
public final class ForgeService implements PullListener {
  private static final Logger LOG = LoggerFactory.getLogger(ForgeService.class);

  /** Each follows a review, of which few run at the same time; the others wait on disk. */
  private static final int TURNS_MAX = 64;

  /** Finds requests that another host left unfinished, and those for which there was no room. */
  private static final Duration SCAN_EVERY = Duration.ofSeconds(30);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final int RETRY_DOUBLINGS = 7; // ten minutes
  private static final Duration STOP = Duration.ofSeconds(5); // a thread that hangs is left

  private final ServiceParts parts;
  private final ReviewCalls reviewCalls;
  private final BlockingWait wait;
  private final Map<PullPlace, PullTurn> turns = new ConcurrentHashMap<>();
  private final Map<PullPlace, Integer> failures = new ConcurrentHashMap<>();
  private final Map<PullPlace, Promise<Void>> ends = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * What it works with.
   *
   * @param root the folder of all forges
   */
  public record ServiceParts(
      ForgeEntry entry,
      Forge forge,
      OperationCatalog operationCatalog,
      LockService locks,
      Path root,
      AtomicWriter writer,
      TimerService timerService) {}

  public ForgeService(ServiceParts parts) {
    this.parts = parts;
    this.reviewCalls =
        new ReviewCalls(parts.operationCatalog(), parts.entry().name(), parts.entry().project());
    this.wait = new BlockingWait(parts.timerService());
  }

  /** Goes on with what an earlier process left. */
  public void begin() {
    scanSoon(Duration.ofMillis(1));
  }

  private void scanSoon(Duration delay) {
    if (!closed) {
      Thread.Builder scan = Thread.ofVirtual().name("forge-scan-" + parts.entry().name());
      parts.timerService().after(delay, () -> scan.start(this::scan));
    }
  }

  private void scan() {
    try {
      places().stream().filter(place -> !failures.containsKey(place)).forEach(this::start);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the pull requests of a forge could not be listed");
    } finally {
      scanSoon(SCAN_EVERY);
    }
  }

  private List<PullPlace> places() {
    List<PullPlace> places = new ArrayList<>();
    for (String repository : parts.entry().repositories().keySet()) {
      Path folder = new PullPlace(parts.entry().name(), repository, 1).folder(parts.root());
      Path above = Objects.requireNonNull(folder.getParent());
      if (Files.isDirectory(above)) {
        numbers(above)
            .forEach(number -> places.add(new PullPlace(parts.entry().name(), repository, number)));
      }
    }
    return places;
  }

  private static List<Integer> numbers(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> String.valueOf(child.getFileName()))
          .filter(name -> name.matches("[0-9]{1,9}"))
          .map(Integer::valueOf)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void want(String repository, int number, String id) {
    PullPlace place = new PullPlace(parts.entry().name(), repository, number);
    PullBook book = book(place);
    if (!book.wanted().equals(id)) {
      book.want(id);
      start(place);
    }
  }

  private PullBook book(PullPlace place) {
    return new PullBook(place.folder(parts.root()), parts.writer());
  }

  /** Starts a turn, or tells the one that is under way. */
  private void start(PullPlace place) {
    PullTurn turn = new PullTurn(place, book(place), parts.locks());
    PullTurn there = turns.putIfAbsent(place, turn);
    if (there != null) {
      there.poke();
    } else if (closed || turns.size() > TURNS_MAX) {
      turns.remove(place);
    } else {
      ends.put(place, Promise.promise());
      Thread.ofVirtual().name("forge-" + place).start(() -> take(place, turn));
    }
  }

  private void take(PullPlace place, PullTurn turn) {
    TurnEnd end = TurnEnd.FAILED;
    try {
      end = turn.run(lock -> flow(place, lock));
    } finally {
      turns.remove(place);
      Promise<Void> over = ends.remove(place);
      if (over != null) {
        over.complete();
      }
      after(place, end);
    }
  }

  private FlowParts flow(PullPlace place, BooleanSupplier lock) {
    RepositoryEntry settings =
        Objects.requireNonNull(parts.entry().repositories().get(place.repository()));
    return new FlowParts(place, parts.forge(), settings, reviewCalls, wait, lock);
  }

  private void after(PullPlace place, TurnEnd end) {
    switch (end) {
      case DONE -> {
        failures.remove(place);
        if (book(place).due()) { // an event came after the last look
          start(place);
        }
      }
      case FAILED -> {
        int failed = failures.merge(place, 1, Integer::sum);
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failed - 1, RETRY_DOUBLINGS));
        if (!closed) {
          parts.timerService().after(delay, () -> again(place));
        }
      }
      case ELSEWHERE, STOPPED -> {} // the next scan looks again
    }
  }

  private void again(PullPlace place) {
    Thread.ofVirtual().name("forge-again-" + place).start(() -> start(place));
  }

  /** Ends all turns where they are. */
  public Future<Void> close() {
    closed = true;
    List<Future<Void>> open = ends.values().stream().map(Promise::future).toList();
    turns.values().forEach(PullTurn::stop);
    Promise<Void> late = Promise.promise();
    parts.timerService().after(STOP, late::tryComplete);
    return Future.any(Future.join(new ArrayList<>(open)), late.future()).mapEmpty();
  }
}

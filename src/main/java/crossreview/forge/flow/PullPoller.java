package crossreview.forge.flow;

import crossreview.forge.Forge;
import crossreview.forge.Forge.PullList;
import crossreview.forge.PullListener;
import crossreview.forge.PullRequest;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.time.TimerService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lists of open pull requests again and again: for a daemon that no event reaches, and to
 * repair an event that was lost. A list that has not changed costs nothing at GitHub.
 */
public final class PullPoller {
  private static final Logger LOG = LoggerFactory.getLogger(PullPoller.class);

  private final Forge forge;
  private final List<String> repositories;
  private final Duration every;
  private final PullListener listener;
  private final TimerService timerService;
  private final Map<String, String> etags = new HashMap<>(); // of the last answers
  private final Map<String, Set<Integer>> open = new HashMap<>(); // as the last answers say
  private volatile boolean closed;
  private volatile @Nullable Thread thread; // of the last look; null before the first

  public PullPoller(
      Forge forge,
      List<String> repositories,
      Duration every,
      PullListener listener,
      TimerService timerService) {
    this.forge = forge;
    this.repositories = List.copyOf(repositories);
    this.every = every;
    this.listener = listener;
    this.timerService = timerService;
  }

  /** Begins with a look at once. */
  public void begin() {
    next(Duration.ofMillis(1));
  }

  private void next(Duration delay) {
    if (!closed) {
      Thread.Builder look = Thread.ofVirtual().name("forge-poll");
      timerService.after(delay, () -> look.start(this::look));
    }
  }

  private void look() {
    thread = Thread.currentThread();
    try {
      repositories.forEach(this::look);
      next(every);
    } catch (CancellationException e) {
      LOG.atDebug().log("the poll was ended"); // the daemon stops
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a list of pull requests could not be read");
      next(every);
    }
  }

  private void look(String repository) {
    try {
      Optional<PullList> list = forge.open(repository, etags.get(repository));
      if (list.isPresent()) {
        seen(repository, list.get());
        etags.put(repository, String.valueOf(list.get().etag())); // all of it is noted
      }
    } catch (ProblemException e) {
      LOG.atWarn()
          .addKeyValue("repository", repository)
          .addKeyValue("code", e.problem().code())
          .log("{}", e.problem().message());
    }
  }

  private void seen(String repository, PullList list) {
    Set<Integer> now = new HashSet<>();
    if (!list.whole()) {
      LOG.atWarn()
          .addKeyValue("repository", repository)
          .addKeyValue("read", list.pulls().size())
          .log(
              "more pull requests are open than are read; the others are looked at when they"
                  + " change");
    }
    for (PullRequest pull : list.pulls()) {
      now.add(pull.number());
      String state =
          pull.point() + " " + pull.draft() + " " + pull.labels().stream().sorted().toList();
      listener.want(repository, pull.number(), "poll " + Digest.of(state).value());
    }
    for (int gone : open.getOrDefault(repository, Set.of())) {
      if (!now.contains(gone)) {
        listener.want(repository, gone, "poll closed");
      }
    }
    open.put(repository, now);
  }

  /** Ends it. */
  public void close() {
    closed = true;
    Thread looking = thread;
    if (looking != null) {
      looking.interrupt();
    }
  }
}

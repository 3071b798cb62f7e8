package crossreview.daemon;

import crossreview.process.Environment;
import crossreview.process.ServiceNotifier;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the service manager, where one started this process, that a daemon lives and ends. */
public final class SupervisorLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisorLink.class);

  private final ServiceNotifier manager;

  private SupervisorLink(ServiceNotifier manager) {
    this.manager = manager;
  }

  /** Says that the daemon is ready, and from then on, while its event loops work, that it lives. */
  public static SupervisorLink begin(Environment environment, Daemon daemon) {
    ServiceNotifier manager =
        ServiceNotifier.of(environment.variables(), ProcessHandle.current().pid());
    SupervisorLink link = new SupervisorLink(manager);
    link.say(() -> manager.ready("listens at " + daemon.url()));
    manager.heartbeat().ifPresent(period -> daemon.every(period, () -> link.say(manager::alive)));
    return link;
  }

  /** Says that the daemon is about to end. */
  @Override
  public void close() {
    say(manager::stopping);
  }

  private void say(ServiceWord word) {
    try {
      word.say();
    } catch (IOException e) {
      LOG.atWarn().log("the service manager was not told: {}", e.getMessage());
    }
  }

  /** Something to say to the manager. */
  @FunctionalInterface
  private interface ServiceWord {
    void say() throws IOException;
  }
}

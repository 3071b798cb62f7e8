package crossreview.daemon;

import crossreview.access.AuditSink;
import crossreview.access.AuditSink.AuditEvent;
import crossreview.guard.Redaction;
import crossreview.logging.LoggingConfig;
import crossreview.model.Digest;
import crossreview.model.Problem;
import crossreview.model.ProblemException;
import crossreview.model.RequestProblem;
import crossreview.operation.admin.ConfigAdministration;
import crossreview.peer.factory.PeerKeyring;
import crossreview.review.ReviewService;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadPlan;
import crossreview.settings.reload.ReloadScope;
import crossreview.settings.reload.ReloadSource;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings again and puts them in force: first everything that can fail, then one change
 * of a reference. One reload at a time. Any thread; what does not say otherwise blocks.
 */
final class ConfigReloader implements ConfigAdministration {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);
  private static final String ACT = "reload";
  private static final String SIGNAL = "signal";

  private final ReloadSource source;
  private final ConfigReference current;
  private final ConfigFactory factory;
  private final ReloadEnvironment environment;
  private final Semaphore turn = new Semaphore(1);
  private final AtomicBoolean signalled = new AtomicBoolean();

  /**
   * What a reload works with, beside the settings.
   *
   * @param variables of the process, for keys
   * @param redaction of everything that is written
   * @param parts what is replaced with the settings
   */
  record ReloadEnvironment(
      Vertx vertx,
      Map<String, String> variables,
      Redaction redaction,
      AuditSink audit,
      ReviewService reviews,
      List<ReloadPart> parts) {}

  ConfigReloader(
      ReloadSource source,
      ConfigReference current,
      ConfigFactory factory,
      ReloadEnvironment environment) {
    this.source = source;
    this.current = current;
    this.factory = factory;
    this.environment = environment;
  }

  @Override
  public ConfigComparison compare() {
    ReadConfig read = read(current.get());
    return read.comparison(source.name());
  }

  @Override
  public ConfigComparison reload(String by, String request) {
    if (!turn.tryAcquire()) {
      throw RequestProblem.RELOAD_UNDER_WAY.exception("another reload is under way");
    }
    try {
      return audited(by, request);
    } finally {
      turn.release();
      onSignal(); // one that came meanwhile
    }
  }

  /**
   * A signal asks for a reload. It is carried out by a worker; one that comes during a reload is
   * remembered, and more of them are that one. Never blocks.
   */
  void signal() {
    signalled.set(true);
    onSignal();
  }

  private void onSignal() {
    if (signalled.get()) {
      environment.vertx().executeBlocking(this::takeSignal, false).onFailure(ConfigReloader::bug);
    }
  }

  private Void takeSignal() {
    while (signalled.get() && turn.tryAcquire()) {
      try {
        if (signalled.compareAndSet(true, false)) {
          audited(SIGNAL, "");
        }
      } catch (ProblemException refused) {
        LOG.atDebug().log("the signal changed nothing"); // it is logged and audited
      } finally {
        turn.release();
      }
    }
    return null;
  }

  private static void bug(Throwable cause) {
    LOG.atError().setCause(cause).log("a reload failed");
  }

  private ConfigComparison audited(String by, String request) {
    Digest before = current.get().digest();
    try {
      ConfigComparison done = reload();
      note(by, done.running() + " -> " + done.next(), "done", request);
      logDone(by, done);
      return done;
    } catch (ProblemException refused) {
      note(by, before.toString(), refused.problem().code(), request);
      logRefused(by, refused.problem());
      throw refused;
    }
  }

  private ConfigComparison reload() {
    ActiveConfig before = current.get();
    ReadConfig read = read(before);
    Settings next = read.plan().next();
    List<Runnable> replacements =
        environment.parts().stream().map(part -> part.prepare(next, read.keys())).toList();
    environment.redaction().learn(read.keys().all()); // before a peer has them
    publish(factory.next(before, next, read.keys()));
    replacements.forEach(Runnable::run);
    if (read.rulesDiffer()) {
      read.keys().warnOfRules();
    }
    return read.comparison(source.name());
  }

  /** All that was read, beside what is in force. */
  private record ReadConfig(ActiveConfig before, PeerKeyring keys, ReloadPlan plan) {
    ConfigComparison comparison(String source) {
      Digest next = ReloadPlan.digest(plan.next());
      return new ConfigComparison(source, before.digest(), next, plan.changes());
    }

    boolean rulesDiffer() {
      return keys.changedSince(before.keys()).contains(PeerKeyring.RULES);
    }
  }

  private ReadConfig read(ActiveConfig before) {
    ReloadPlan plan = ReloadPlan.of(before.settings(), source.read());
    PeerKeyring keys = PeerKeyring.of(plan.next(), environment.variables());
    return new ReadConfig(before, keys, plan.withReread(keys.changedSince(before.keys())));
  }

  /** Nothing in it can fail. */
  private void publish(ActiveConfig next) {
    environment.redaction().replaceRules(next.keys().rules().rules()::spans);
    current.set(next);
    Settings.LogSettings log = next.settings().log();
    LoggingConfig.apply(log.level(), log.format(), environment.redaction()::redact);
    environment.reviews().admitWaiting();
  }

  private void note(String by, String about, String outcome, String request) {
    environment.audit().note(new AuditEvent(ACT, by, about, outcome, request));
  }

  private void logDone(String by, ConfigComparison done) {
    LOG.atInfo()
        .addKeyValue("by", by)
        .addKeyValue("file", done.source())
        .addKeyValue("from", done.running())
        .addKeyValue("to", done.next())
        .addKeyValue("changed", settings(done, ReloadScope.RELOAD))
        .log("settings reloaded");
    String waiting = settings(done, ReloadScope.RESTART);
    if (!waiting.isEmpty()) {
      LOG.atWarn().addKeyValue("settings", waiting).log("these settings need a restart");
    }
  }

  private static String settings(ConfigComparison done, ReloadScope scope) {
    return done.changes().stream()
        .filter(change -> change.scope() == scope)
        .map(change -> change.path())
        .collect(Collectors.joining(", "));
  }

  private static void logRefused(String by, Problem problem) {
    String faults =
        problem.faults().stream()
            .map(fault -> "; " + fault.path() + " " + fault.message())
            .collect(Collectors.joining());
    LOG.atError()
        .addKeyValue("by", by)
        .log("settings not reloaded, nothing is changed: {}{}", problem.message(), faults);
  }
}

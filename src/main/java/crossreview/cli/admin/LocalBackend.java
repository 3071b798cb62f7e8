package crossreview.cli.admin;

import crossreview.model.SessionId;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs inside this process and the root package implements. */
public interface LocalBackend {
  /**
   * Runs a daemon until it is told to stop; returns the exit code.
   *
   * @param source where it reads its settings again
   */
  int serve(Settings settings, ReloadSource source);

  /** Starts a daemon in this process. */
  DaemonHandle start(Settings settings);

  /** Takes a bundle, or another program's data directory, into a data directory. */
  void importSessions(Settings settings, Path from, ImportListener importListener);

  /** Hears of each session that was looked at. */
  @FunctionalInterface
  interface ImportListener {
    void onSession(String session, String what, List<String> notes);
  }

  /** Looks whether the peers of the settings could be asked; blocks until all have said so. */
  List<ProbeResult> probe(Settings settings, boolean live);

  /**
   * A peer that was looked at.
   *
   * @param available null where only a paid call would show it
   * @param listed whether its provider lists the model; absent where it lists none
   */
  record ProbeResult(
      String peer,
      String model,
      @Nullable Boolean available,
      @Nullable Boolean listed,
      long millis,
      String note) {}

  /** Tries what a review on each panel needs, without asking a provider; blocks. */
  List<PanelReadiness> checkPanels(Settings settings);

  /**
   * Whether a review on a panel could begin.
   *
   * @param problems what a review would be refused for; empty if it could
   */
  record PanelReadiness(String panel, List<String> problems) {}

  /**
   * What has no effect in the rule file for secrets that the settings name; blocks.
   *
   * @throws crossreview.model.ProblemException {@code bad_rules_file} for one that cannot be used
   */
  default List<String> secretRuleFaults(Settings settings) {
    return List.of();
  }

  /** For each program of the settings, by its peer, how it is kept from this machine; blocks. */
  Map<String, String> sandboxNotes(Settings settings);

  /** Repairs one session of a data directory. */
  RepairResult repair(Settings settings, SessionId id);

  /**
   * What a repair did, and what it could not do.
   *
   * @param kept where the replaced files are
   */
  record RepairResult(List<String> done, List<String> left, Optional<Path> kept) {}

  /** Switches log lines of the product itself off or on. */
  void muteLogs();

  String version();

  /** A daemon in this process. */
  interface DaemonHandle extends AutoCloseable {
    @Override
    void close();
  }
}

package crossreview.settings.reload;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reload leads to.
 *
 * @param next the settings that are in force after it: those of the file where the daemon can
 *     change them, those in force where it cannot
 * @param changes everything in which the file differs from what is in force, in the order of the
 *     settings
 */
public record ReloadPlan(Settings next, List<SettingChange> changes) {
  public ReloadPlan {
    changes = List.copyOf(changes);
  }

  /**
   * @param running what is in force
   * @param file what was read again
   */
  public static ReloadPlan of(Settings running, Settings file) {
    return new ReloadPlan(next(running, file), SettingsDifference.of(running, file));
  }

  /** Names all settings as people see them: it is another one when any of them is. */
  public static Digest digest(Settings settings) {
    return Digest.of(JsonWriter.of(settings.effective()));
  }

  /** Those that take effect with it, or those that wait for a restart. */
  public List<SettingChange> changes(ReloadScope scope) {
    return changes.stream().filter(change -> change.scope() == scope).toList();
  }

  /**
   * The same with settings whose value is kept elsewhere, in a file or a variable, and is another
   * one now. What differs in any case is not named twice.
   *
   * @param paths such as {@code peers.ada.key}
   */
  public ReloadPlan withReread(List<String> paths) {
    List<SettingChange> all = new ArrayList<>(changes);
    for (String path : paths) {
      if (changes.stream().noneMatch(change -> touches(change.path(), path))) {
        all.add(new SettingChange(path, null, null, ReloadScope.of(path)));
      }
    }
    return new ReloadPlan(next, all);
  }

  private static boolean touches(String one, String other) {
    return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
  }

  private static Settings next(Settings running, Settings file) {
    return new Settings(
        running.dataDir(),
        running.dataDirShared(),
        http(running.http(), file.http()),
        log(running.log(), file.log()),
        file.limits(),
        file.secrets(),
        file.defaultMode(),
        file.defaultPanel(),
        running.resume(),
        file.retention(),
        file.reaskUnknown(),
        file.answerText(),
        running.journal(),
        running.shutdown(),
        running.allTools(),
        running.cluster(),
        file.peers(),
        file.policies(),
        file.panels(),
        file.forges(),
        file.webhooks(),
        file.repositories(),
        file.secretRules(),
        merged("", running.effective(), file.effective()));
  }

  private static Settings.HttpSettings http(
      Settings.HttpSettings running, Settings.HttpSettings file) {
    return new Settings.HttpSettings(
        running.host(),
        running.port(),
        file.allowedHosts(),
        running.bodyBytesMax(),
        running.headerBytesMax(),
        running.frameBytesMax(),
        running.socketsMax(),
        running.subscriptionsMax(),
        running.heartbeat(),
        running.drain(),
        file.requestsPerMinute(),
        file.failuresPerMinute(),
        file.corsOrigins(),
        file.trustedProxies(),
        running.tlsCertificate(),
        running.tlsKey(),
        running.connections());
  }

  private static Settings.LogSettings log(Settings.LogSettings running, Settings.LogSettings file) {
    return new Settings.LogSettings(
        file.level(),
        file.format(),
        running.toFile(),
        running.fileBytesMax(),
        running.totalBytesMax(),
        running.daysMax());
  }

  /** The tree for people of the same settings, in the order of a tree that was just read. */
  private static Map<String, Object> merged(String prefix, Map<?, ?> running, Map<?, ?> file) {
    Set<Object> names = new LinkedHashSet<>(file.keySet());
    names.addAll(running.keySet());
    Map<String, Object> merged = new LinkedHashMap<>();
    for (Object name : names) {
      String path = prefix + name;
      boolean changeable = ReloadScope.of(path) == ReloadScope.RELOAD;
      if (!changeable
          && running.get(name) instanceof Map<?, ?> before
          && file.get(name) instanceof Map<?, ?> after) {
        merged.put((String) name, merged(path + ".", before, after));
      } else if ((changeable ? file : running).containsKey(name)) {
        merged.put((String) name, (changeable ? file : running).get(name));
      }
    }
    return merged;
  }
}

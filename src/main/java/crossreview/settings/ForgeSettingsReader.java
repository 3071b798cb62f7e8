package crossreview.settings;

import crossreview.json.JsonTree;
import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProjectName;
import crossreview.profile.AddressPolicy;
import crossreview.settings.ForgeEntry.ForgeIdentity;
import crossreview.settings.ForgeEntry.ForgeKind;
import crossreview.settings.ForgeEntry.RepositoryEntry;
import crossreview.settings.Settings.KeySource;
import crossreview.settings.Settings.PanelEntry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forges of the settings, and how the repositories of each are reviewed. */
final class ForgeSettingsReader {
  private static final List<String> KEYS =
      List.of(
          "kind",
          "url",
          "token",
          "app",
          "project",
          "webhook_secret",
          "poll_seconds",
          "allow_plain_http",
          "repositories");
  private static final List<String> REPOSITORY_KEYS =
      List.of("panel", "task", "max_cost_usd", "label", "forks", "drafts");
  private static final String LABEL = "crossreview"; // the same as that of crossreview ci
  private static final int POLL_SECONDS = 300; // what repairs an event that did not arrive
  private static final int TASK_MAX = 4_000; // as in session_init
  private static final int LABEL_MAX = 50; // of GitHub
  private static final int PATH_MAX = 255; // of GitLab
  private static final Pattern PROJECT =
      Pattern.compile(
          "[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?){1,20}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

  private final List<String> panels;
  private final Path home;
  private final List<RequestFault> faults;

  private ForgeSettingsReader(List<String> panels, Path home, List<RequestFault> faults) {
    this.panels = panels;
    this.home = home;
    this.faults = faults;
  }

  static List<ForgeEntry> read(
      @Nullable Object section, List<PanelEntry> panels, Path home, List<RequestFault> faults) {
    if (section == null) {
      return List.of();
    }
    List<String> names = panels.stream().map(PanelEntry::name).toList();
    ForgeSettingsReader reader = new ForgeSettingsReader(names, home, faults);
    List<ForgeEntry> forges = new ArrayList<>();
    PeerSettings.object("forges", section, faults)
        .forEach((name, value) -> forges.add(reader.forge(name, value)));
    return forges;
  }

  private ForgeEntry forge(@Nullable Object name, @Nullable Object value) {
    String at = "forges." + name;
    PeerSettings.word(at, name, faults);
    Map<?, ?> map = PeerSettings.object(at, value, KEYS, faults);
    ForgeKind kind = kind(at + ".kind", map.get("kind"));
    AddressPolicy policy =
        new AddressPolicy(flag(at + ".allow_plain_http", map.get("allow_plain_http")), false);
    return new ForgeEntry(
        String.valueOf(name),
        kind,
        url(at + ".url", map.get("url"), kind, policy),
        policy,
        identity(at, map, kind),
        project(at + ".project", map.get("project")),
        KeySourceReader.read(at + ".webhook_secret", map.get("webhook_secret"), home, faults),
        Duration.ofSeconds(
            PeerSettings.whole(
                at + ".poll_seconds", map.get("poll_seconds"), POLL_SECONDS, faults)),
        repositories(at + ".repositories", map.get("repositories"), kind));
  }

  private ForgeKind kind(String at, @Nullable Object value) {
    List<String> names = new ArrayList<>();
    for (ForgeKind kind : ForgeKind.values()) {
      if (kind.wireName().equals(value)) {
        return kind;
      }
      names.add("\"" + kind.wireName() + "\"");
    }
    fault(at, "must be " + String.join(" or ", names) + ", is " + SettingType.shown(value));
    return ForgeKind.GITHUB;
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }

  private String project(String at, @Nullable Object value) {
    if (value == null || value instanceof String text && ProjectName.allowed(text)) {
      return value == null ? ProjectName.DEFAULT : (String) value;
    }
    fault(at, "must be the name of a project, is " + SettingType.shown(value));
    return ProjectName.DEFAULT;
  }

  private URI url(String at, @Nullable Object value, ForgeKind kind, AddressPolicy policy) {
    String text =
        value == null ? kind.home().toString() : value instanceof String given ? given : "?";
    policy.refusal(text).ifPresent(why -> fault(at, why));
    return policy.refusal(text).isPresent() ? kind.home() : URI.create(text);
  }

  private ForgeIdentity identity(String at, Map<?, ?> map, ForgeKind kind) {
    KeySource nothing = new KeySource.VariableKey("?");
    if (kind != ForgeKind.GITHUB && map.get("app") != null) {
      fault(at + ".app", "is for GitHub alone; " + kind.wireName() + " takes a \"token\"");
      return new ForgeIdentity.TokenIdentity(nothing);
    }
    if ((map.get("token") == null) == (map.get("app") == null)) {
      fault(at, "must have either \"token\" or \"app\", and not both");
      return new ForgeIdentity.TokenIdentity(nothing);
    }
    if (map.get("token") != null) {
      KeySource token = KeySourceReader.read(at + ".token", map.get("token"), home, faults);
      return new ForgeIdentity.TokenIdentity(token == null ? nothing : token);
    }
    Map<?, ?> app = PeerSettings.object(at + ".app", map.get("app"), List.of("id", "key"), faults);
    Object id = app.get("id") instanceof Long number ? number.toString() : app.get("id");
    KeySource key = KeySourceReader.read(at + ".app.key", app.get("key"), home, faults);
    if (key == null) {
      fault(at + ".app.key", "must say where the private key of the app is");
    }
    if (!(id instanceof String text && text.matches("[A-Za-z0-9._-]{1,100}"))) {
      fault(at + ".app.id", "must be the id of an app, is " + SettingType.shown(app.get("id")));
    }
    return new ForgeIdentity.AppIdentity(String.valueOf(id), key == null ? nothing : key);
  }

  private Map<String, RepositoryEntry> repositories(
      String at, @Nullable Object value, ForgeKind kind) {
    Map<String, RepositoryEntry> repositories = new LinkedHashMap<>();
    Map<?, ?> section = PeerSettings.object(at, value, faults);
    if (section.isEmpty()) {
      fault(at, "must name a repository: {\"OWNER/NAME\": {}}");
    }
    section.forEach((name, entry) -> {
      String here = at + "." + name;
      if (!named(String.valueOf(name), kind)) {
        fault(here, "must be OWNER/NAME, as in the address of the repository");
      }
      repositories.put(String.valueOf(name), repository(here, entry));
    });
    return repositories;
  }

  /** A project of GitLab may be below several groups. */
  private static boolean named(String name, ForgeKind kind) {
    Pattern pattern = kind == ForgeKind.GITLAB ? PROJECT : REPOSITORY;
    return name.length() <= PATH_MAX && pattern.matcher(name).matches();
  }

  private RepositoryEntry repository(String at, @Nullable Object value) {
    Map<?, ?> map = PeerSettings.object(at, value, REPOSITORY_KEYS, faults);
    Money most = PeerSettings.money(at + ".max_cost_usd", map.get("max_cost_usd"), faults);
    String label = text(at + ".label", map.get("label"), LABEL_MAX);
    return new RepositoryEntry(
        panel(at + ".panel", map.get("panel")),
        text(at + ".task", map.get("task"), TASK_MAX),
        most == null ? null : most.toString(),
        label == null ? LABEL : label,
        flag(at + ".forks", map.get("forks")),
        flag(at + ".drafts", map.get("drafts")));
  }

  private @Nullable String panel(String at, @Nullable Object value) {
    if (value == null || value instanceof String name && panels.contains(name)) {
      return (String) value;
    }
    fault(at, "must be one of " + String.join(", ", panels) + ", is " + SettingType.shown(value));
    return null;
  }

  private @Nullable String text(String at, @Nullable Object value, int max) {
    if (value == null || value instanceof String text && !text.isBlank() && text.length() <= max) {
      return (String) value;
    }
    fault(at, "must be a text of 1 to " + max + " characters, is " + SettingType.shown(value));
    return null;
  }

  private boolean flag(String at, @Nullable Object value) {
    if (value != null && !(value instanceof Boolean)) {
      fault(at, "must be true or false, is " + SettingType.shown(value));
    }
    return Boolean.TRUE.equals(value);
  }

  /** What people are shown of them. */
  static void describe(List<ForgeEntry> forges, Map<String, Object> tree) {
    if (forges.isEmpty()) {
      return;
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    forges.forEach(forge -> shown.put(forge.name(), described(forge)));
    tree.put("forges", shown);
  }

  private static Map<String, Object> described(ForgeEntry forge) {
    Map<String, Object> repositories = new LinkedHashMap<>();
    forge.repositories().keySet().stream()
        .sorted()
        .forEach(name ->
            repositories.put(
                name, described(Objects.requireNonNull(forge.repositories().get(name)))));
    String identity =
        switch (forge.identity()) {
          case ForgeIdentity.TokenIdentity token ->
              "token in " + KeySourceReader.shown(token.token());
          case ForgeIdentity.AppIdentity app ->
              "app " + app.app() + ", key in " + KeySourceReader.shown(app.key());
        };
    return JsonTree.of(
        "kind",
        forge.forgeKind().wireName(),
        "url",
        forge.url().toString(),
        "identity",
        identity,
        "project",
        forge.project(),
        "webhook_secret",
        forge.webhook() == null ? "none" : KeySourceReader.shown(forge.webhook()),
        "poll_seconds",
        forge.poll().toSeconds(),
        "repositories",
        repositories);
  }

  private static Map<String, Object> described(RepositoryEntry entry) {
    return JsonTree.of(
        "panel", entry.panel(),
        "task", entry.task(),
        "max_cost_usd", entry.sessionUsd(),
        "label", entry.label(),
        "forks", entry.forks(),
        "drafts", entry.drafts());
  }
}

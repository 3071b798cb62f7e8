package crossreview.settings;

import crossreview.json.JsonTree;
import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.ProjectName;
import crossreview.model.event.EventCatalog;
import crossreview.profile.WebhookAddress;
import crossreview.settings.Settings.KeySource;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The programs that are told of events. */
final class WebhookSettingsReader {
  private static final List<String> KEYS =
      List.of("url", "secret", "events", "project", "allow_hosts");
  private static final int TARGETS_MAX = 32; // each has a connection and a thread
  private static final URI NOWHERE = URI.create("https://localhost");

  private final Path home;
  private final List<RequestFault> faults;

  private WebhookSettingsReader(Path home, List<RequestFault> faults) {
    this.home = home;
    this.faults = faults;
  }

  static List<WebhookEntry> read(@Nullable Object section, Path home, List<RequestFault> faults) {
    if (section == null) {
      return List.of();
    }
    WebhookSettingsReader reader = new WebhookSettingsReader(home, faults);
    List<WebhookEntry> entries = new ArrayList<>();
    Map<?, ?> targets = PeerSettings.object("webhooks", section, faults);
    if (targets.size() > TARGETS_MAX) {
      reader.fault("webhooks", "has " + targets.size() + " targets, at most " + TARGETS_MAX);
      return entries;
    }
    targets.forEach((name, value) -> entries.add(reader.entry(name, value)));
    return entries;
  }

  private WebhookEntry entry(@Nullable Object name, @Nullable Object value) {
    String at = "webhooks." + name;
    PeerSettings.word(at, name, faults);
    Map<?, ?> map = PeerSettings.object(at, value, KEYS, faults);
    List<String> hosts =
        map.get("allow_hosts") == null
            ? List.of()
            : PeerSettings.texts(at + ".allow_hosts", map.get("allow_hosts"), faults);
    WebhookAddress address = new WebhookAddress(hosts);
    KeySource secret = KeySourceReader.read(at + ".secret", map.get("secret"), home, faults);
    if (map.get("secret") == null) {
      fault(at + ".secret", "must say where the secret is that signs the messages");
    }
    return new WebhookEntry(
        String.valueOf(name),
        url(at + ".url", map.get("url"), address),
        address,
        Objects.requireNonNullElse(secret, new KeySource.VariableKey("?")),
        events(at + ".events", map.get("events")),
        project(at + ".project", map.get("project")));
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }

  private URI url(String at, @Nullable Object value, WebhookAddress address) {
    String text = value instanceof String given ? given : "";
    address.refusal(text).ifPresent(why -> fault(at, why));
    return address.refusal(text).isPresent() ? NOWHERE : URI.create(text);
  }

  private List<String> events(String at, @Nullable Object value) {
    List<String> events = PeerSettings.texts(at, value, faults);
    if (value instanceof List<?> list && list.isEmpty()) {
      fault(at, "must name a type of event, such as run.ended or session.*");
    }
    List<String> known = EventCatalog.names();
    for (String event : events) {
      boolean group =
          event.endsWith(".*")
              && known.stream().anyMatch(n -> n.startsWith(event.substring(0, event.length() - 1)));
      if (!group && !known.contains(event)) {
        fault(at, "there is no event \"" + event + "\"" + NameSuggestion.hint(event, known));
      }
    }
    return events;
  }

  private @Nullable String project(String at, @Nullable Object value) {
    if (value == null || value instanceof String text && ProjectName.allowed(text)) {
      return (String) value;
    }
    fault(at, "must be the name of a project, is " + SettingType.shown(value));
    return null;
  }

  /** What people are shown of them. */
  static void describe(List<WebhookEntry> entries, Map<String, Object> tree) {
    if (entries.isEmpty()) {
      return;
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    for (WebhookEntry entry : entries) {
      shown.put(
          entry.name(),
          JsonTree.of(
              "url",
              entry.shownUrl(),
              "secret",
              KeySourceReader.shown(entry.secret()),
              "events",
              entry.events(),
              "project",
              entry.project() == null ? "all" : entry.project(),
              "allow_hosts",
              entry.address().listed()));
    }
    tree.put("webhooks", shown);
  }
}

package crossreview.settings.reload;

import crossreview.json.JsonWriter;
import crossreview.settings.ForgeEntry;
import crossreview.settings.Settings;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.WebhookEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what differs between two settings, in the order of their tree. Pure; one thread. */
final class SettingsDifference {
  static final String SECRETS = "secrets";
  static final String POLICY = "policy";

  private final List<SettingChange> changes = new ArrayList<>();

  private SettingsDifference() {}

  static List<SettingChange> of(Settings running, Settings file) {
    SettingsDifference difference = new SettingsDifference();
    difference.compare("", tree(running), tree(file));
    difference.compareHidden("peers.", running.peers(), file.peers(), PeerEntry::id);
    difference.compareHidden("forges.", running.forges(), file.forges(), ForgeEntry::name);
    difference.compareHidden("webhooks.", running.webhooks(), file.webhooks(), WebhookEntry::name);
    return List.copyOf(difference.changes);
  }

  /** As people see the settings, with the list of peers as an object by id. */
  static Map<String, Object> tree(Settings settings) {
    Map<String, Object> tree = new LinkedHashMap<>(settings.effective());
    tree.put("peers", byId((List<?>) Objects.requireNonNull(tree.get("peers"))));
    tree.put(SECRETS, secrets(tree.get(SECRETS)));
    tree.putIfAbsent("forges", Map.of());
    tree.putIfAbsent("webhooks", Map.of());
    return tree;
  }

  /** The policy alone is written without its name. */
  static Map<?, ?> secrets(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put(POLICY, value);
    return policy;
  }

  private static Map<String, Object> byId(List<?> peers) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Object peer : peers) {
      Map<String, Object> rest = new LinkedHashMap<>();
      ((Map<?, ?>) peer).forEach((name, value) -> rest.put((String) name, value));
      named.put((String) Objects.requireNonNull(rest.remove("id")), rest);
    }
    return named;
  }

  private void compare(String prefix, Map<?, ?> running, Map<?, ?> file) {
    Set<Object> names = new LinkedHashSet<>(running.keySet());
    names.addAll(file.keySet());
    for (Object name : names) {
      String path = prefix + name;
      if (running.get(name) instanceof Map<?, ?> before
          && file.get(name) instanceof Map<?, ?> after) {
        compare(path + ".", before, after);
      } else {
        String before = shown(running.get(name));
        String after = shown(file.get(name));
        if (!Objects.equals(before, after)) {
          changes.add(new SettingChange(path, before, after, ReloadScope.of(path)));
        }
      }
    }
  }

  private static @Nullable String shown(@Nullable Object value) {
    return value == null ? null : JsonWriter.of(value);
  }

  /** Entries that look the same to people and are not. */
  private <T> void compareHidden(
      String prefix, List<T> running, List<T> file, Function<T, String> name) {
    Map<String, T> before = running.stream().collect(Collectors.toMap(name, Function.identity()));
    for (T entry : file) {
      T known = before.get(name.apply(entry));
      String path = prefix + name.apply(entry);
      if (known != null && !known.equals(entry) && !mentioned(path)) {
        changes.add(new SettingChange(path, null, null, ReloadScope.of(path)));
      }
    }
  }

  private boolean mentioned(String path) {
    return changes.stream().anyMatch(change -> (change.path() + ".").startsWith(path + "."));
  }
}

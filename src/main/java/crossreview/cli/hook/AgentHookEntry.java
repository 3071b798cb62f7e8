package crossreview.cli.hook;

import crossreview.cli.CliException;
import crossreview.cli.hook.AgentHost.AgentEvent;
import crossreview.json.JsonTree;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our entries in the settings of an agent. Everything else there stays as it is, in its order.
 * Pure.
 */
final class AgentHookEntry {
  /** What each command of ours contains, by which it is known again. */
  private static final String MARK = "agent-hook' ";

  private AgentHookEntry() {}

  /**
   * Settings with these entries of ours, once, and no others of ours.
   *
   * @param commands of the moments that the agent has
   * @throws CliException {@code cannot_read} where the hooks have another shape
   */
  static Map<String, Object> added(
      Map<String, Object> settings, AgentHost host, Map<AgentMoment, String> commands) {
    Map<String, Object> without = removed(settings, host);
    Map<String, Object> hooks = object(without.get("hooks"), host);
    for (AgentMoment moment : AgentMoment.values()) {
      String command = commands.get(moment);
      AgentEvent event = host.event(moment).orElse(null);
      if (command != null && event != null) {
        List<Object> groups = list(hooks.get(event.name()), host, event.name());
        Map<String, Object> entry =
            JsonTree.of("type", "command", "command", command, "timeout", host.timeout());
        Map<String, Object> group = JsonTree.of("hooks", List.of(entry));
        groups.add(
            event.matcher() == null
                ? group
                : JsonTree.over(JsonTree.of("matcher", event.matcher()), group));
        hooks.put(event.name(), groups);
      }
    }
    without.put("hooks", hooks);
    return without;
  }

  /**
   * Settings without them, and without what then is empty; equal to the given ones if they are not
   * there.
   */
  static Map<String, Object> removed(Map<String, Object> settings, AgentHost host) {
    Map<String, Object> copy = new LinkedHashMap<>(settings);
    Map<String, Object> hooks = object(settings.get("hooks"), host);
    boolean changed = false;
    for (AgentMoment moment : AgentMoment.values()) {
      String event = host.event(moment).map(AgentEvent::name).orElse("");
      List<Object> groups = list(hooks.get(event), host, event);
      List<Object> left = without(groups);
      if (!left.equals(groups)) {
        put(hooks, event, left.isEmpty() ? null : left);
        changed = true;
      }
    }
    if (changed) {
      put(copy, "hooks", hooks.isEmpty() ? null : hooks);
    }
    return copy;
  }

  private static List<Object> without(List<Object> groups) {
    List<Object> left = new ArrayList<>();
    for (Object group : groups) {
      List<Object> commands = new ArrayList<>(JsonTree.list(group, "/hooks"));
      boolean had = commands.removeIf(AgentHookEntry::own);
      if (had && !commands.isEmpty()) {
        left.add(JsonTree.over((Map<?, ?>) group, Map.of("hooks", commands)));
      } else if (!had) {
        left.add(group);
      }
    }
    return left;
  }

  private static boolean own(Object command) {
    return JsonTree.text(command, "/command").filter(text -> text.contains(MARK)).isPresent();
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }

  private static Map<String, Object> object(@Nullable Object value, AgentHost host) {
    return switch (value) {
      case null -> new LinkedHashMap<>();
      case Map<?, ?> map -> new LinkedHashMap<>(JsonTree.named(map));
      default -> throw shape(host, "/hooks is not an object");
    };
  }

  private static List<Object> list(@Nullable Object value, AgentHost host, String event) {
    return switch (value) {
      case null -> new ArrayList<>();
      case List<?> list -> new ArrayList<>(list);
      default -> throw shape(host, "/hooks/" + event + " is not a list");
    };
  }

  private static CliException shape(AgentHost host, String why) {
    return new CliException(
        CliProblem.CANNOT_READ, "~/" + host.file() + " was left as it is: " + why);
  }
}

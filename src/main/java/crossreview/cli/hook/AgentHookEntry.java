package crossreview.cli.hook;

import crossreview.cli.CliException;
import crossreview.json.JsonTree;
import crossreview.model.CliProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our entry in the settings of an agent. Everything else there stays as it is, in its order. Pure.
 */
final class AgentHookEntry {
  /** What each command of ours contains, by which it is known again. */
  private static final String MARK = "agent-hook' stop ";

  private AgentHookEntry() {}

  /**
   * Settings with the entry, once.
   *
   * @throws CliException {@code cannot_read} where the hooks have another shape
   */
  static Map<String, Object> added(Map<String, Object> settings, AgentHost host, String command) {
    Map<String, Object> without = removed(settings, host);
    Map<String, Object> hooks = object(without.get("hooks"), host);
    List<Object> groups = list(hooks.get(host.event()), host);
    Map<String, Object> entry =
        JsonTree.of("type", "command", "command", command, "timeout", host.timeout());
    groups.add(JsonTree.of("hooks", List.of(entry)));
    hooks.put(host.event(), groups);
    without.put("hooks", hooks);
    return without;
  }

  /**
   * Settings without it, and without what then is empty; equal to the given ones if it is not
   * there.
   */
  static Map<String, Object> removed(Map<String, Object> settings, AgentHost host) {
    Map<String, Object> copy = new LinkedHashMap<>(settings);
    Map<String, Object> hooks = object(settings.get("hooks"), host);
    List<Object> groups = list(hooks.get(host.event()), host);
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
    if (left.equals(groups)) {
      return copy;
    }
    put(hooks, host.event(), left.isEmpty() ? null : left);
    put(copy, "hooks", hooks.isEmpty() ? null : hooks);
    return copy;
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

  private static List<Object> list(@Nullable Object value, AgentHost host) {
    return switch (value) {
      case null -> new ArrayList<>();
      case List<?> list -> new ArrayList<>(list);
      default -> throw shape(host, "/hooks/" + host.event() + " is not a list");
    };
  }

  private static CliException shape(AgentHost host, String why) {
    return new CliException(
        CliProblem.CANNOT_READ, "~/" + host.file() + " was left as it is: " + why);
  }
}

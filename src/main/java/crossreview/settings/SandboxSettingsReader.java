package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import crossreview.sandbox.SandboxMode;
import crossreview.sandbox.SandboxPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry of a program says about its sandbox. */
final class SandboxSettingsReader {
  private static final List<String> MODES =
      List.of(SandboxMode.values()).stream().map(WireEnum::wireName).toList();
  private static final int BINDS_MAX = 32; // an agent needs two or three

  private final Path home;
  private final List<RequestFault> faults;

  SandboxSettingsReader(Path home, List<RequestFault> faults) {
    this.home = home;
    this.faults = faults;
  }

  SandboxPolicy read(String at, Map<?, ?> map) {
    return read(at, map, SandboxMode.AUTO, true);
  }

  /** A linter reads, and often executes, configuration of the change that it looks at. */
  SandboxPolicy ofLinter(String at, Map<?, ?> map) {
    return read(at, map, SandboxMode.REQUIRED, false);
  }

  private SandboxPolicy read(String at, Map<?, ?> map, SandboxMode usual, boolean network) {
    return new SandboxPolicy(
        mode(at + ".sandbox", map.get("sandbox"), usual),
        paths(at + ".bind", map.get("bind")),
        paths(at + ".bind_read_only", map.get("bind_read_only")),
        network(at + ".network", map.get("network"), network));
  }

  private SandboxMode mode(String at, @Nullable Object value, SandboxMode usual) {
    if (value == null) {
      return usual;
    }
    if (MODES.contains(value)) {
      return WireEnum.find(SandboxMode.class, (String) value).orElseThrow();
    }
    fault(at, "must be one of " + String.join(", ", MODES), value);
    return usual;
  }

  private boolean network(String at, @Nullable Object value, boolean usual) {
    if (value == null || value instanceof Boolean) {
      return value == null ? usual : (Boolean) value;
    }
    fault(at, "must be true or false", value);
    return usual;
  }

  private List<Path> paths(String at, @Nullable Object value) {
    List<Path> paths = new ArrayList<>();
    List<?> given = value instanceof List<?> list ? list : List.of();
    if (value != null && !(value instanceof List<?>) || given.size() > BINDS_MAX) {
      fault(at, "must be an array of at most " + BINDS_MAX + " paths", value);
      return paths;
    }
    for (Object each : given) {
      boolean named =
          each instanceof String text
              && text.indexOf(0) < 0
              && (text.startsWith("/") || text.startsWith("~/") || text.equals("~"));
      Path path = named ? SettingType.path((String) each, home).normalize() : home;
      if (!named || path.getParent() == null) {
        fault(at, "must be absolute paths or begin with ~/, and not be the root", each);
      } else {
        paths.add(path);
      }
    }
    return paths;
  }

  private void fault(String at, String expected, @Nullable Object value) {
    faults.add(new RequestFault(at, expected + ", is " + SettingType.shown(value)));
  }

  static void describe(SandboxPolicy policy, Map<String, Object> entry) {
    entry.put("sandbox", policy.mode().wireName());
    entry.put("bind", policy.bind().stream().map(Path::toString).toList());
    entry.put("bind_read_only", policy.bindReadOnly().stream().map(Path::toString).toList());
    entry.put("network", policy.network());
  }
}

package crossreview.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may import whom: only downwards, and from a sub-package also its own parents.
 *
 * <p>A package has the floor of the first part of its name below the root; the root itself is above
 * all. A package without a floor is refused, so that a new one gets its place before it gets code.
 */
final class Floors {
  private static final List<List<String>> PLAN =
      List.of(
          List.of("model", "json", "time"),
          List.of("session", "guard", "journal", "lock", "shared", "profile"),
          List.of("store", "cluster", "peer", "brief", "verdict", "settings"),
          List.of("call", "feed", "proof", "access"),
          List.of("review"),
          List.of("upkeep", "report"),
          List.of("operation"),
          List.of("http", "mcp", "cli", "relay"));

  private final String root;
  private final Map<String, Integer> floors = new HashMap<>();

  /** The plan under a root package: the house, or a fixture built like it. */
  Floors(String root) {
    this.root = root;
    for (int floor = 0; floor < PLAN.size(); floor++) {
      for (String name : PLAN.get(floor)) {
        floors.put(name, floor);
      }
    }
  }

  /** Every arrow that does not go down, as a sentence; each pair of classes once. */
  List<String> violations(JavaClasses classes) {
    return classes.stream().flatMap(this::violations).distinct().sorted().toList();
  }

  private Stream<String> violations(JavaClass from) {
    return from.getDirectDependenciesFromSelf().stream()
        .map(arrow -> arrow.getTargetClass().getBaseComponentType())
        .filter(to -> inside(to.getPackageName()))
        .flatMap(to -> violation(from, to).stream());
  }

  private Optional<String> violation(JavaClass from, JavaClass to) {
    return refusal(from.getPackageName(), to.getPackageName())
        .map(why -> from.getName() + " -> " + to.getName() + ": " + why);
  }

  /** Why the first package may not import the second; empty if it may. */
  Optional<String> refusal(String from, String to) {
    if (from.equals(to) || from.equals(root)) {
      return Optional.empty();
    }
    if (to.equals(root)) {
      return Optional.of("the root is above all");
    }
    Integer own = floors.get(family(from));
    Integer other = floors.get(family(to));
    if (own == null || other == null) {
      return Optional.of((own == null ? from : to) + " has no floor");
    }
    boolean parent = from.startsWith(to + ".");
    if (parent || other < own) {
      return Optional.empty();
    }
    return Optional.of(
        other.equals(own) ? "both on floor " + own : "from floor " + own + " up to " + other);
  }

  private boolean inside(String name) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  private String family(String name) {
    return name.substring(root.length() + 1).split("\\.", 2)[0];
  }
}

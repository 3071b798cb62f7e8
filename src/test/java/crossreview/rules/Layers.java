package crossreview.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which package may import which: only from lower layers, and inside a family only where an arrow
 * is declared.
 *
 * <p>A package has the layer of the longest beginning of its name that the plan lists; the root
 * itself is above all. A package without a layer is refused, so that a new one gets its place
 * before it gets code. A family is a top-level package with its sub-packages; the arrows between
 * its members are listed one by one, and together they have no cycle.
 */
final class Layers {
  private static final List<List<String>> PLAN =
      List.of(
          List.of("model", "json", "time", "collection", "memory", "process", "diff"),
          List.of("file", "coverage", "claim"),
          List.of(
              "codec",
              "session",
              "guard",
              "journal",
              "lock",
              "ownership",
              "profile",
              "sandbox",
              "git",
              "linter"),
          List.of("store", "cluster", "peer", "prompt", "verdict", "settings"),
          List.of("call", "feed", "proof", "access", "metrics", "peer.factory"),
          List.of("review"),
          List.of("maintenance", "report", "backup"),
          List.of("operation", "endpoint"),
          List.of("http", "mcp", "cli", "relay", "logging", "forge", "webhook"),
          List.of("daemon"),
          List.of("offline"));

  /** Who may import whom inside a family; everything else between its members is refused. */
  private static final String ARROWS =
      """
      access.browser -> access
      cli.admin -> cli cli.bridge cli.client cli.daemon cli.option cli.render cli.review
      cli.bridge -> cli cli.client cli.transport
      cli.ci -> cli cli.client cli.daemon cli.option cli.review cli.transport
      cli.client -> cli cli.render cli.transport
      cli.command -> cli cli.admin cli.ci cli.client cli.daemon cli.hook cli.option cli.render
      cli.command -> cli.manual cli.review cli.service
      cli.daemon -> cli cli.client cli.option cli.render cli.transport
      cli.hook -> cli cli.daemon cli.option
      cli.manual -> cli
      cli.option -> cli cli.client cli.render cli.transport
      cli.render -> cli
      cli.review -> cli cli.client cli.option cli.render
      cli.service -> cli cli.daemon cli.option
      cli.transport -> cli
      diff.form -> diff
      diff.text -> diff diff.form
      forge.flow -> forge forge.http
      forge.github -> forge forge.http
      forge.gitlab -> forge forge.http
      http -> http.page
      guard.rule -> guard
      http.events -> http http.reply http.request
      http.request -> http http.reply
      http.server -> http http.events http.page http.reply http.request
      journal -> journal.file
      maintenance.reference -> maintenance
      model.call -> model
      model.event -> model model.call model.finding model.material model.policy model.run
      model.event -> model.vote
      model.finding -> model
      model.material -> model
      model.policy -> model model.finding
      model.run -> model
      model.vote -> model model.finding
      operation.admin -> operation
      operation.artifact -> operation operation.session
      operation.browser -> operation
      operation.evidence -> operation
      operation.finding -> operation
      operation.peer -> operation
      operation.proof -> operation
      operation.run -> operation
      operation.seat -> operation
      operation.session -> operation
      operation.start -> operation operation.artifact operation.run
      operation.study -> operation
      peer.builtin -> peer peer.builtin.change peer.builtin.rule
      peer.builtin.rule -> peer.builtin.change
      peer.command -> peer
      peer.factory -> peer peer.builtin peer.command peer.provider peer.provider.chat
      peer.factory -> peer.provider.gemini peer.provider.http peer.provider.messages
      peer.factory -> peer.linter peer.prover peer.provider.responses peer.seat
      peer.linter -> peer peer.builtin peer.builtin.change peer.builtin.rule peer.command
      peer.provider -> peer
      peer.provider.chat -> peer.provider
      peer.provider.gemini -> peer.provider
      peer.provider.http -> peer peer.provider
      peer.provider.messages -> peer.provider
      peer.provider.responses -> peer.provider
      peer.prover -> peer peer.builtin.change peer.command
      peer.seat -> peer
      report.format -> report
      review -> review.prompt
      session.analysis -> session session.rule
      session.decision -> session session.command session.rule session.script
      session.rule -> session
      session.script -> session session.rule
      settings.reload -> settings
      store.log -> store.codec store.disk
      store.registry -> store.codec store.disk store.index store.log
      verdict -> verdict.contract
      verdict.revision -> verdict
      """;

  private final String root;
  private final Map<String, Integer> layers = new HashMap<>();
  private final Set<String> arrows = new TreeSet<>();

  /** The plan under a root package: the product, or a fixture built like it. */
  Layers(String root) {
    this.root = root;
    for (int layer = 0; layer < PLAN.size(); layer++) {
      for (String name : PLAN.get(layer)) {
        layers.put(name, layer);
      }
    }
    for (String line : ARROWS.lines().toList()) {
      String[] sides = line.split(" -> ", 2);
      for (String to : sides[1].split(" ")) {
        arrows.add(sides[0] + " -> " + to);
      }
    }
  }

  /** Every import that is not allowed, as a sentence; each pair of classes once. */
  List<String> violations(JavaClasses classes) {
    return imports(classes)
        .flatMap(found -> violation(found).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The declared arrows inside families that no class needs any more. */
  List<String> unused(JavaClasses classes) {
    Set<String> used = imports(classes).map(this::arrow).collect(Collectors.toSet());
    return arrows.stream().filter(arrow -> !used.contains(arrow)).toList();
  }

  /** The packages that can be reached from themselves through other packages. */
  List<String> cycles(JavaClasses classes) {
    Map<String, Set<String>> targets = new TreeMap<>();
    for (Import found : imports(classes).toList()) {
      String from = found.from().getPackageName();
      String to = found.to().getPackageName();
      if (!from.equals(to)) {
        targets.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
      }
    }
    return targets.keySet().stream().filter(name -> reaches(targets, name)).toList();
  }

  private static boolean reaches(Map<String, Set<String>> targets, String name) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(targets.get(name));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(name)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(targets.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }

  private Stream<Import> imports(JavaClasses classes) {
    return classes.stream()
        .flatMap(from ->
            from.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(to -> inside(to.getPackageName()))
                .map(to -> new Import(from, to)));
  }

  private Optional<String> violation(Import found) {
    return refusal(found.from().getPackageName(), found.to().getPackageName())
        .map(why -> found.from().getName() + " -> " + found.to().getName() + ": " + why);
  }

  /** Why the first package may not import the second; empty if it may. */
  Optional<String> refusal(String from, String to) {
    if (from.equals(to) || from.equals(root)) {
      return Optional.empty();
    }
    if (to.equals(root)) {
      return Optional.of("the root is above all");
    }
    Integer own = layer(below(from));
    Integer other = layer(below(to));
    if (own == null || other == null) {
      return Optional.of((own == null ? from : to) + " has no layer");
    }
    if (family(from).equals(family(to))) {
      boolean declared = arrows.contains(below(from) + " -> " + below(to));
      return declared ? Optional.empty() : Optional.of("this arrow is not declared");
    }
    if (other < own) {
      return Optional.empty();
    }
    return Optional.of(
        other.equals(own) ? "both on layer " + own : "from layer " + own + " up to " + other);
  }

  /** The layer of the longest beginning of a name that the plan lists, or null. */
  private Integer layer(String name) {
    String rest = name;
    while (!layers.containsKey(rest) && rest.contains(".")) {
      rest = rest.substring(0, rest.lastIndexOf('.'));
    }
    return layers.get(rest);
  }

  private String arrow(Import found) {
    return below(found.from().getPackageName()) + " -> " + below(found.to().getPackageName());
  }

  private boolean inside(String name) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  private String below(String name) {
    return name.equals(root) ? "" : name.substring(root.length() + 1);
  }

  private String family(String name) {
    return below(name).split("\\.", 2)[0];
  }

  private record Import(JavaClass from, JavaClass to) {}
}

package crossreview.rules;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What only one place may use: clocks, randomness, environment, the console, libraries. */
final class UsageBans {
  /** Packages whose results depend on their arguments alone. */
  private static final Set<String> PURE =
      Set.of(
          "claim",
          "codec",
          "collection",
          "coverage",
          "guard",
          "linter",
          "model",
          "prompt",
          "session",
          "verdict");

  private static final String NOW =
      "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)/0"
          + "|java\\.time\\.(Instant|Local\\w+|Zoned\\w+|Offset\\w+|Year\\w*|MonthDay)\\.now/\\d"
          + "|java\\.time\\.Clock\\.(system|tick)\\w*/\\d"
          + "|java\\.util\\.Date\\.<init>/0"
          + "|java\\.util\\.Calendar\\.getInstance/\\d";

  private static final String CHANCE =
      "java\\.lang\\.Math\\.random/0"
          + "|java\\.util\\.Random\\.<init>/0"
          + "|java\\.util\\.SplittableRandom\\.<init>/0"
          + "|java\\.util\\.UUID\\.randomUUID/0"
          + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current/0"
          + "|java\\.util\\.Collections\\.shuffle/1";

  private static final String ENVIRONMENT =
      "java\\.lang\\.System\\.(getenv|getProperty|getProperties|lineSeparator)/\\d"
          + "|java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)/\\d";

  /** Where Arabic digits or a Turkish i come from: files are found by their names again. */
  private static final String LANGUAGE =
      "java\\.lang\\.String\\.(format/2|formatted/1|toLowerCase/0|toUpperCase/0)"
          + "|java\\.io\\.Print(Stream|Writer)\\.(printf|format)/2"
          + "|java\\.util\\.Formatter\\.<init>/[01]"
          + "|java\\.util\\.Locale\\.getDefault/\\d";

  private static final String UNNAMED_THREAD =
      "java\\.lang\\.Thread\\.(startVirtualThread/1|<init>/[01])"
          + "|java\\.util\\.concurrent\\.Executors\\.(newVirtualThreadPerTaskExecutor"
          + "|newCachedThreadPool|newSingleThreadExecutor|newSingleThreadScheduledExecutor)/0"
          + "|java\\.util\\.concurrent\\.Executors\\.(newFixedThreadPool|newScheduledThreadPool)/1"
          + "|java\\.util\\.concurrent\\.Executors\\.newWorkStealingPool/\\d"
          + "|java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool/0"
          + "|java\\.util\\.concurrent\\.CompletableFuture\\.(supplyAsync|runAsync|thenApplyAsync"
          + "|thenAcceptAsync|thenComposeAsync|handleAsync|whenCompleteAsync)/1";

  private static final String IMPURE =
      "io\\.vertx\\..*|io\\.netty\\..*|org\\.slf4j\\..*|java\\.nio\\.file\\..*"
          + "|java\\.nio\\.channels\\..*|java\\.io\\.(File|RandomAccess|Console)\\w*"
          + "|java\\.net\\.(http\\..*|Socket|ServerSocket|URLConnection|InetAddress)"
          + "|java\\.time\\.(Clock|InstantSource)|java\\.security\\.SecureRandom"
          + "|java\\.lang\\.(Thread|Process\\w*|Runtime)|java\\.util\\.(Timer|Random)"
          + "|.*\\.time\\.(Clock|Ticker|Timers|SystemTime|VertxTimers)"
          + "|"
          + NOW
          + "|"
          + CHANCE
          + "|"
          + ENVIRONMENT;

  static final List<UsageBan> ALL =
      List.of(
          UsageBan.of("pure packages touch nothing outside", in(PURE), IMPURE),
          UsageBan.of("only time reads a clock", not(in(Set.of("time"))), NOW),
          UsageBan.of(
              "randomness enters through the wiring", not(in(Set.of("daemon")).or(root())), CHANCE),
          UsageBan.of(
              "only Main and Environment read the environment",
              not(classes("Main", "process.Environment")),
              ENVIRONMENT),
          UsageBan.of("no text depends on the locale of the machine", anywhere(), LANGUAGE),
          UsageBan.of("no thread sleeps", anywhere(), "java\\.lang\\.Thread\\.sleep/\\d"),
          UsageBan.of(
              "only the command line and Main write to the console",
              not(in(Set.of("cli")).or(root())),
              "java\\.lang\\.System\\.(out|err|console/0)"),
          UsageBan.of(
              "only Main and Signals end the process",
              not(classes("Main", "Signals")),
              "java\\.lang\\.(System\\.exit|Runtime\\.(exit|halt))/1"),
          UsageBan.of("every thread has a name", anywhere(), UNNAMED_THREAD),
          UsageBan.of(
              "only cluster uses Hazelcast", not(in(Set.of("cluster"))), "com\\.hazelcast\\..*"),
          UsageBan.of(
              "only logging uses Logback", not(in(Set.of("logging"))), "ch\\.qos\\.logback\\..*"),
          UsageBan.of(
              "only json uses the parser",
              not(in(Set.of("json"))),
              "(com\\.fasterxml|tools)\\.jackson\\..*|io\\.vertx\\.core\\.json\\.(Json|jackson\\..*)"),
          UsageBan.of(
              "only the command line and Main use picocli",
              not(in(Set.of("cli")).or(root())),
              "picocli\\..*"));

  private UsageBans() {}

  private static Predicate<String> anywhere() {
    return place -> true;
  }

  /** In one of these packages, or below it. */
  private static Predicate<String> in(Set<String> families) {
    return place -> place.contains(".") && families.contains(place.split("\\.", 2)[0]);
  }

  /** Right in the root package. */
  private static Predicate<String> root() {
    return place -> !place.contains(".");
  }

  /** One of these classes, named below the root package, or a class nested in it. */
  private static Predicate<String> classes(String... names) {
    return place -> Set.of(names).contains(place.split("\\$", 2)[0]);
  }

  private static Predicate<String> not(Predicate<String> places) {
    return places.negate();
  }
}

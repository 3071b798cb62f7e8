package crossreview.crash;

import crossreview.model.Money;
import crossreview.testkit.DialectFixture;
import crossreview.testkit.FakeProvider;
import crossreview.testkit.FakeProvider.Request;
import crossreview.testkit.FakeProvider.Step;
import crossreview.testkit.ReviewHarness;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A panel outside of the daemon that remembers what it was asked and charges: two models and an
 * author of one provider, and a program that counts its calls in a file. Every second text needs
 * one revision.
 */
final class PricedPeers implements AutoCloseable {
  /** What the program costs, and the least that an answer of the provider does. */
  static final Money PROGRAM_COST = Money.of("0.01");

  private static final Money ANSWER_COST = Money.of("0.0001");
  private static final String READY = "{\"status\":\"READY\",\"summary\":\"fine\"}";
  private static final String NO = "{\"status\":\"NOT_READY\",\"summary\":\"it lacks a line\"}";
  private static final Pattern KEY = Pattern.compile("t[0-9a-f]+-[0-9]+z");

  private final Vertx vertx = Vertx.vertx();
  private final FakeProvider provider = FakeProvider.start(vertx).answers(this::answer);
  private final Path book;
  private final Path program;
  private final Path key;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  PricedPeers(Path folder) throws IOException {
    this.book = folder.resolve("calls");
    this.key = Files.writeString(folder.resolve("key"), "canary-0123456789abcdef\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    this.program =
        Files.writeString(
            folder.resolve("program"),
            """
            #!/bin/sh
            key=$(grep -o -m 1 't[0-9a-f]*-[0-9]*z' | head -n 1)
            echo "$key" >> %s
            echo '%s'
            """
                .formatted(book, READY));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** The settings of a daemon with this panel. */
  Map<String, Object> settings(int port, boolean shared) {
    List<Map<String, Object>> peers = new ArrayList<>();
    peers.add(model("ada", "review"));
    peers.add(model("bob", "review"));
    peers.add(model("rex", "author"));
    Map<String, Object> counter = new LinkedHashMap<>();
    counter.put("id", "counter");
    counter.put("kind", "command");
    counter.put("program", List.of(program.toString()));
    counter.put("call_usd", "0.01");
    counter.put("sandbox", "off"); // it writes outside, which is what it is for
    peers.add(counter);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("http", Map.of("port", port));
    settings.put("data_dir_shared", shared);
    settings.put("peers", peers);
    List<Object> ids = peers.stream().map(peer -> peer.get("id")).toList();
    settings.put("panels", Map.of("builtin", Map.of("peers", ids)));
    settings.put("limits", Map.of("session_usd", "20", "day_usd", "2000"));
    return settings;
  }

  private Map<String, Object> model(String id, String role) {
    Map<String, Object> peer = new LinkedHashMap<>();
    peer.put("id", id);
    peer.put("profile", DialectFixture.CHAT.profile());
    peer.put("model", "m-" + id);
    peer.put("roles", List.of(role));
    peer.put("price", Map.of("input", "0.1", "output", "1"));
    peer.put("key", Map.of("file", key.toString()));
    peer.put("with", Map.of("base_url", provider.url() + "/" + id));
    return peer;
  }

  private List<Step> answer(Request request) {
    String id = request.path().split("/")[1];
    String text = keyOf(request.body());
    if (!request.body().isEmpty()) { // a look at the list of models costs nothing
      asked.merge(text + " " + id, 1, Integer::sum);
    }
    boolean revised = request.body().contains("revised");
    String said = READY;
    if (id.equals("rex")) {
      said = text + "\nrevised\n";
    } else if (id.equals("ada") && !revised && text.hashCode() % 2 == 0) {
      said = NO;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Pause(id.equals("bob") ? 40 : 10));
    steps.addAll(FakeProvider.stream(DialectFixture.CHAT.stream("m-" + id, List.of(said))));
    return steps;
  }

  private static String keyOf(String text) {
    Matcher matcher = KEY.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /** How often each peer was asked about each text: {@code key peer}. */
  Map<String, Integer> asked() throws IOException {
    Map<String, Integer> all = new HashMap<>(asked);
    if (Files.exists(book)) {
      Files.readAllLines(book).forEach(text -> all.merge(text + " counter", 1, Integer::sum));
    }
    return all;
  }

  /** What so many calls of a peer cost at least. */
  static Money cost(String peer, int calls) {
    Money each = peer.equals("counter") ? PROGRAM_COST : ANSWER_COST;
    Money sum = Money.ZERO;
    for (int call = 0; call < calls; call++) {
      sum = sum.plus(each);
    }
    return sum;
  }

  @Override
  public void close() {
    provider.close();
    ReviewHarness.get(vertx.close());
  }
}

package crossreview.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.forge.WebhookSignature;
import crossreview.guard.Secret;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.run.PanelMember;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.peer.PeerRequest;
import crossreview.peer.factory.PeerCatalog;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.testkit.PeerScript;
import crossreview.testkit.PeerScript.Act;
import crossreview.testkit.ScriptedPeer;
import crossreview.testkit.forge.FakeAccounts;
import crossreview.testkit.forge.FakeForge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole daemon in this process that reviews the pull requests of a {@link FakeForge}. Its peers
 * object to every added line with the word BAD, each to a third of it on its own, or to all of it
 * where it has the word ALL, and wait for those with SLOW.
 */
final class ForgeDaemon implements AutoCloseable {
  static final String SECRET = "webhook-secret-0123456789";

  private static final List<String> PEERS = List.of("ada", "bob", "cy");

  private final Path home;
  private final String kind;
  private final Map<String, Object> forge = new LinkedHashMap<>();
  private final Map<String, Object> repository = new LinkedHashMap<>();
  private final List<String> sets = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final List<PeerRequest> asked = new CopyOnWriteArrayList<>();
  private volatile boolean hurried;
  private Daemon daemon;

  ForgeDaemon(Path home, FakeForge fake) throws Exception {
    this.home = home;
    key("token", FakeAccounts.TOKEN);
    key("secret", SECRET);
    kind = fake.kind();
    forge.put("kind", kind);
    forge.put("url", fake.url());
    forge.put("token", Map.of("file", home.resolve("token").toString()));
    forge.put("webhook_secret", Map.of("file", home.resolve("secret").toString()));
    forge.put("poll_seconds", 3_600L);
  }

  /** A file with a key. */
  Path key(String name, String text) throws Exception {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** A setting of the forge; null takes it away. */
  ForgeDaemon with(String name, Object value) {
    forge.put(name, value);
    forge.values().removeIf(one -> one == null);
    return this;
  }

  /** A setting of the repository. */
  ForgeDaemon withRepository(String name, Object value) {
    repository.put(name, value);
    return this;
  }

  ForgeDaemon set(String set) {
    sets.add(set);
    return this;
  }

  ForgeDaemon start() throws Exception {
    forge.put("repositories", Map.of(FakeForge.REPOSITORY, repository));
    return start(JsonWriter.of(Map.of("forges", Map.of(kind, forge))));
  }

  /** With this file of settings. */
  ForgeDaemon start(String file) throws Exception {
    List<String> all = new ArrayList<>(List.of("data_dir=" + home.resolve("data"), "http.port=0"));
    all.addAll(sets);
    SettingsResult read = SettingsReader.read(JsonReader.readObject(file), all, home);
    if (!(read instanceof SettingsResult.ValidSettings valid)) {
      throw new AssertionError(read.toString());
    }
    daemon = Daemon.start(valid.settings(), (settings, vertx, keys) -> catalog(settings));
    return this;
  }

  private PeerCatalog catalog(Settings settings) {
    List<Peer> peers = new ArrayList<>();
    for (String id : PEERS) {
      peers.add(ScriptedPeer.reviewer(id, request -> act(id, request)));
    }
    List<PanelMember> panel = peers.stream().map(Peer::member).toList();
    return new PeerCatalog(new PeerRegistry(peers), Map.of(settings.defaultPanel(), panel), null);
  }

  private Act act(String peer, PeerRequest request) {
    asked.add(request);
    String text = request.requestMaterial().text();
    if (text.contains("SLOW") && !hurried) {
      return new Act.Silence();
    }
    List<Object> findings = new ArrayList<>();
    int line = 0;
    for (String row : text.lines().toList()) {
      if (row.startsWith("@@")) {
        line = Integer.parseInt(row.replaceAll(".*\\+(\\d+).*", "$1")) - 1;
      } else if (row.startsWith("+") && !row.startsWith("+++") || row.startsWith(" ")) {
        line++;
        if (row.startsWith("+") && row.contains("BAD")) {
          findings.add(finding(peer, quote(peer, row.substring(1)), line));
        }
      }
    }
    if (findings.isEmpty()) {
      return PeerScript.ready().act(request);
    }
    return new Act.Say(
        JsonWriter.of(
            JsonTree.of(
                "status", "NOT_READY",
                "confidence", "verified",
                "summary", "the till counts wrong",
                "findings", findings,
                "dispositions", List.of())));
  }

  private static String quote(String peer, String row) {
    int third = row.length() / PEERS.size();
    int from = third * PEERS.indexOf(peer);
    return row.contains("ALL") ? row : row.substring(from, from + third);
  }

  private static Object finding(String peer, String quote, int line) {
    Object citation = JsonTree.of("path", "till.py", "line", (long) line, "quote", quote);
    return JsonTree.of(
        "kind",
        "defect",
        "severity",
        "blocking",
        "statement",
        peer + " says that @octocat broke #12 in line " + line,
        "citations",
        List.of(citation));
  }

  /** Peers wait for nothing any more. */
  void hurry() {
    hurried = true;
  }

  /** What peers were asked. */
  List<PeerRequest> asked() {
    return asked;
  }

  String url() {
    return daemon.url();
  }

  Path data() {
    return home.resolve("data");
  }

  /** GitHub tells of something; the status of the answer. */
  int deliver(String action, int number) throws Exception {
    return deliver("pull_request", action, number, "delivery-" + deliveries.incrementAndGet());
  }

  int deliver(String event, String action, int number, String id) throws Exception {
    if (kind.equals("gitlab")) {
      return deliverMerge(number, Map.of("Idempotency-Key", id, "X-Gitlab-Token", SECRET));
    }
    byte[] body =
        JsonWriter.of(
                JsonTree.of(
                    "action",
                    action,
                    "number",
                    (long) number,
                    "repository",
                    JsonTree.of("full_name", "Octo/Shop")))
            .getBytes(UTF_8);
    return post(event, id, body, WebhookSignature.of(new Secret(SECRET), body));
  }

  /** GitLab tells of a merge request. */
  int deliverMerge(int number, Map<String, String> headers) throws Exception {
    Object attributes = JsonTree.of("iid", (long) number);
    Object project = JsonTree.of("path_with_namespace", "Octo/Shop");
    Map<String, Object> event =
        JsonTree.of(
            "object_kind", "merge_request", "project", project, "object_attributes", attributes);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putIfAbsent("X-Gitlab-Event", "Merge Request Hook");
    return post(JsonWriter.of(event).getBytes(UTF_8), all);
  }

  int post(String event, String id, byte[] body, String signature) throws Exception {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-GitHub-Event", event);
    headers.put("X-GitHub-Delivery", id);
    if (signature != null) {
      headers.put("X-Hub-Signature-256", signature);
    }
    return post(body, headers);
  }

  private int post(byte[] body, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + "/forges/" + kind))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** Ends it where it is. */
  void stop() {
    daemon.close();
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.close();
    }
    client.close();
  }
}

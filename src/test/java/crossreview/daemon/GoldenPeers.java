package crossreview.daemon;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.linter.ProofReport;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.FailureClass;
import crossreview.model.finding.Finding;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.peer.PeerRequest;
import crossreview.peer.factory.PeerCatalog;
import crossreview.peer.seat.SeatPeer;
import crossreview.peer.seat.SeatRegistry;
import crossreview.settings.Settings;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ScriptedPeer;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Peers whose answers follow from words in the artifact, so that every run goes the same way. */
final class GoldenPeers {
  private static final Money PRICE = Money.of("0.01");
  private static final Money COST = Money.of("0.004");
  private static final Duration SEAT_TIME = Duration.ofMinutes(10);
  private static final int PAGE_FINDINGS = 8;

  private GoldenPeers() {}

  static PeerCatalog catalog(Settings settings, Vertx vertx) {
    SeatRegistry seats = new SeatRegistry(new SystemTime(), new VertxTimerService(vertx));
    PanelMember person = new PanelMember("pat", "seat", "seat", "person", List.of(PeerRole.REVIEW));
    List<Peer> peers =
        List.of(
            priced(ScriptedPeer.judge("ada", GoldenPeers::ada, GoldenPeers::ruling)),
            priced(ScriptedPeer.judge("bob", GoldenPeers::bob, GoldenPeers::ruling)),
            priced(ScriptedPeer.judge("cy", PeerScript.ready(), GoldenPeers::ruling)),
            priced(ScriptedPeer.author("rex", GoldenPeers::author)),
            priced(ScriptedPeer.author("sam", GoldenPeers::author)),
            ScriptedPeer.prover("tests", PeerScript.says(executed())),
            new SeatPeer(person, seats, SEAT_TIME));
    PeerRegistry registry = new PeerRegistry(peers);
    return new PeerCatalog(registry, panels(settings.defaultPanel(), registry), seats);
  }

  private static Map<String, List<PanelMember>> panels(String usual, PeerRegistry registry) {
    Map<String, List<PanelMember>> panels = new LinkedHashMap<>();
    panels.put(usual, members(registry, "ada", "bob", "cy", "rex"));
    panels.put("circular", members(registry, "ada", "bob", "rex", "sam"));
    panels.put("seated", members(registry, "cy", "pat"));
    panels.put("executed", members(registry, "ada", "cy", "tests"));
    return panels;
  }

  private static String executed() {
    String output = "1 test failed\n";
    return new ProofReport("make check", 1, true, Digest.of(output), output.length(), output)
        .text();
  }

  private static ScriptedPeer priced(ScriptedPeer peer) {
    return peer.priced(new CallPricing.CeilingPricing(PRICE), COST);
  }

  private static List<PanelMember> members(PeerRegistry peers, String... ids) {
    return List.of(ids).stream().map(id -> peers.find(id).orElseThrow().member()).toList();
  }

  private static PeerScript.Act ada(PeerRequest request) {
    String text = request.requestMaterial().text();
    if (text.contains("silent")) {
      return PeerScript.silence().act(request);
    }
    if (text.contains("flawed")) {
      return verdict(request, List.of(finding("defect", "it is flawed", "flawed")));
    }
    if (text.contains("unclear")) {
      return verdict(
          request,
          List.of(
              finding("evidence_request", "show the measurement", "unclear"),
              finding("evidence_request", "show the second measurement", "unclear")));
    }
    return text.contains("endless")
        ? verdict(request, many(request.round()))
        : PeerScript.ready().act(request);
  }

  private static List<Map<String, Object>> many(int round) {
    return IntStream.range(0, PAGE_FINDINGS)
        .mapToObj(i ->
            finding(
                i % 4 == 0 ? "defect" : "evidence_request",
                "point " + round + "." + i + " " + "x".repeat(1_900),
                "endless"))
        .toList();
  }

  private static Map<String, Object> finding(String kind, String statement, String quote) {
    return JsonTree.of(
        "kind",
        kind,
        "severity",
        "blocking",
        "statement",
        statement,
        "citations",
        List.of(JsonTree.of("path", "plan.md", "line", 1L, "quote", quote)));
  }

  private static PeerScript.Act verdict(PeerRequest request, List<Map<String, Object>> findings) {
    List<Map<String, Object>> dispositions = new ArrayList<>();
    for (Finding own : request.requestMaterial().own()) {
      dispositions.add(JsonTree.of("finding", own.id(), "answer", "still_open"));
    }
    return new PeerScript.Act.Say(
        JsonWriter.of(
            JsonTree.of(
                "status",
                findings.size() == 2 ? "NEEDS_EVIDENCE" : "NOT_READY",
                "summary",
                "it lacks something",
                "confidence",
                "verified",
                "findings",
                dispositions.isEmpty() || findings.size() > 2 ? findings : List.of(),
                "dispositions",
                dispositions)));
  }

  private static PeerScript.Act bob(PeerRequest request) {
    String text = request.requestMaterial().text();
    if (text.contains("broken")) {
      return PeerScript.fails(FailureClass.AUTH).act(request);
    }
    return text.contains("garbage")
        ? PeerScript.garbage().act(request)
        : PeerScript.ready().act(request);
  }

  private static PeerScript.Act ruling(PeerRequest request) {
    return new PeerScript.Act.Say(
        JsonWriter.of(
            JsonTree.of("satisfied", true, "confidence", "verified", "rationale", "line 1")));
  }

  /** Corrects what is flawed, lengthens what is endless and leaves everything else. */
  private static PeerScript.Act author(PeerRequest request) {
    String text = request.requestMaterial().text();
    if (text.contains("endless")) {
      return PeerScript.appending("more").act(request);
    }
    boolean leaves = request.callPurpose() == CallPurpose.ROTATE && !text.contains("flawed");
    return new PeerScript.Act.Say(
        leaves ? "{\"unchanged\": true}" : text.replace("flawed", "correct"));
  }
}

package crossreview.peer.provider.http;

import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.call.CallPurpose;
import crossreview.model.material.Artifact;
import crossreview.peer.CancellationSignal;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.ProgressListener;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether a model could be asked, without paying unless that is wanted. */
final class ModelProbe {
  private static final int LIST_BYTES_MAX = 4 << 20; // the longest list today has half a mebibyte
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration LIVE = Duration.ofSeconds(60);
  private static final String NO_SESSION = "00000000-0000-4000-8000-000000000000";

  private final ModelSpec spec;
  private final ProviderClient providerClient;
  private final Ticker ticker;
  private final TimerService timerService;
  private final Peer peer;
  private final long began;

  ModelProbe(
      ModelSpec spec,
      ProviderClient providerClient,
      Ticker ticker,
      TimerService timerService,
      Peer peer) {
    this.spec = spec;
    this.providerClient = providerClient;
    this.ticker = ticker;
    this.timerService = timerService;
    this.peer = peer;
    this.began = ticker.nanos();
  }

  Future<HealthStatus> check(boolean live) {
    if (!providerClient.keyed()) {
      return Future.succeededFuture(health(false, null, spec.keyHint()));
    }
    if (live) {
      return call();
    }
    String path = spec.providerProfile().providerEndpoint().modelsPath();
    if (path == null) {
      String note = "a key is set; only a paid call can check it (--live)";
      return Future.succeededFuture(health(null, null, note));
    }
    return providerClient
        .request(providerClient.models(path, WITHIN))
        .compose(request -> request.send().compose(this::list))
        .compose(this::windowed)
        .recover(cause ->
            Future.succeededFuture(health(false, null, "not reachable: " + cause.getMessage())));
  }

  private Future<HealthStatus> list(HttpClientResponse response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return Future.succeededFuture(
          health(false, null, "the key is refused (HTTP " + status + ")"));
    }
    if (status != 200) {
      return Future.succeededFuture(health(false, null, "HTTP " + status));
    }
    return BoundedBody.read(response, LIST_BYTES_MAX).map(this::listed);
  }

  private HealthStatus listed(Buffer body) {
    Object tree = AnswerReader.lenient(body.toString());
    List<?> models =
        JsonTree.list(tree, "/data").isEmpty()
            ? JsonTree.list(tree, "/models")
            : JsonTree.list(tree, "/data");
    String wanted = spec.member().model();
    boolean there =
        models.stream()
            .map(model -> JsonTree.text(model, "/id").or(() -> JsonTree.text(model, "/name")))
            .anyMatch(id -> id.filter(name -> named(name, wanted)).isPresent());
    String note =
        there
            ? "the model is listed"
            : "reachable, but " + wanted + " is not in its list of models";
    return health(true, there, note);
  }

  private Future<HealthStatus> windowed(HealthStatus listed) {
    ContextWindow contextWindow = new ContextWindow(spec, providerClient);
    return contextWindow
        .read()
        .map(window ->
            window
                .map(tokens ->
                    health(
                        listed.available(),
                        listed.modelListed(),
                        listed.note() + "; " + contextWindow.note(tokens)))
                .orElse(listed));
  }

  private static boolean named(String name, String wanted) {
    return name.equals(wanted) || name.equals("models/" + wanted);
  }

  private Future<HealthStatus> call() {
    Artifact nothing = new Artifact(Digest.of("."), 1, "text/plain", "probe");
    CancellationSignal enough = new CancellationSignal();
    timerService.after(LIVE, enough::cancel);
    PeerRequest peerRequest =
        new PeerRequest(
            new SessionId(NO_SESSION),
            1,
            "probe",
            CallPurpose.CITE,
            List.of("This message checks whether you can be reached.", "Answer with the word OK."),
            new PeerRequest.RequestMaterial(
                "probe", null, nothing, ".", List.of(), List.of(), List.of(), List.of()),
            null,
            LIVE,
            enough);
    return peer.ask(peerRequest, ProgressListener.SILENT)
        .map(peerResponse -> health(true, null, "answered as " + peerResponse.modelReported()))
        .recover(cause -> Future.succeededFuture(health(false, null, failed(cause))));
  }

  private static String failed(Throwable cause) {
    if (cause instanceof PeerException failed) {
      String hint = failed.failure().hint();
      return failed.getMessage() + (hint == null ? "" : ": " + hint);
    }
    return cause.toString();
  }

  private HealthStatus health(@Nullable Boolean available, @Nullable Boolean listed, String note) {
    return new HealthStatus(available, listed, (ticker.nanos() - began) / 1_000_000, note);
  }
}

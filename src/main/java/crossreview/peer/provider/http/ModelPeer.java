package crossreview.peer.provider.http;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.WireEnum;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.CancellationSignal;
import crossreview.peer.HealthStatus;
import crossreview.peer.Peer;
import crossreview.peer.PeerException;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.ProviderQuota;
import crossreview.peer.provider.AnswerTranscript;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.ModelRequest;
import crossreview.peer.provider.OutcomeEvaluator;
import crossreview.peer.provider.TokenMaximum;
import crossreview.peer.provider.TokenMinimum;
import crossreview.profile.ProviderProfile;
import crossreview.profile.SchemaSimplifier;
import crossreview.profile.SchemaSupport;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.TimerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.RequestOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A language model as a peer. Any thread. */
public final class ModelPeer implements Peer {
  private static final Logger LOG = LoggerFactory.getLogger(ModelPeer.class);
  private static final Set<ReasoningEffort> HARD =
      EnumSet.of(ReasoningEffort.HIGH, ReasoningEffort.XHIGH, ReasoningEffort.MAX);
  private static final String[] SCHEMA_WORDS = {
    "text.format", "response_format", "output_config", "json_schema", "responsejsonschema", "schema"
  };

  private final ModelSpec spec;
  private final ModelRuntime modelRuntime;
  private final ContextWindow contextWindow;
  private final List<Peer> fallbacks;
  private volatile SchemaSupport structured; // weaker once a provider has refused it

  /**
   * What models are asked with.
   *
   * @param redaction for what providers say about errors
   */
  public record ModelRuntime(
      ProviderClient providerClient,
      Dialect dialect,
      ProviderEventLoops providerEventLoops,
      TimerService timerService,
      Ticker ticker,
      Clock clock,
      UnaryOperator<String> redaction) {}

  public ModelPeer(ModelSpec spec, ModelRuntime modelRuntime, List<Peer> fallbacks) {
    this.spec = spec;
    this.modelRuntime = modelRuntime;
    this.fallbacks = List.copyOf(fallbacks);
    this.contextWindow = new ContextWindow(spec, modelRuntime.providerClient());
    this.structured = spec.providerProfile().requestFormat().schema();
  }

  @Override
  public PanelMember member() {
    return spec.member();
  }

  @Override
  public CallPricing pricing() {
    return spec.callPricing();
  }

  @Override
  public long promptBytesMax() {
    return spec.promptBytesMax();
  }

  /** A local server has a small window more often than not; a setting says that it is large. */
  @Override
  public long contextBytesMax() {
    boolean unknown = spec.promptBytesMax() == Long.MAX_VALUE;
    return unknown && spec.providerProfile().windowSource() != null ? 0 : Long.MAX_VALUE;
  }

  @Override
  public ProviderQuota quota() {
    return spec.providerQuota();
  }

  @Override
  public boolean isRemote() {
    return !spec.providerProfile().providerEndpoint().isLocal();
  }

  @Override
  public List<Peer> fallbacks() {
    return fallbacks;
  }

  @Override
  public int chargesMax() {
    return lower().isPresent() ? 2 : 1;
  }

  @Override
  public Optional<PeerRequest> withLessEffort(PeerRequest peerRequest) {
    ReasoningEffort now =
        peerRequest.reasoningEffort() == null
            ? spec.reasoningEffort()
            : peerRequest.reasoningEffort();
    return lower().filter(reasoningEffort -> HARD.contains(now)).map(peerRequest::withEffort);
  }

  private Optional<ReasoningEffort> lower() {
    String word = spec.providerProfile().answerFormat().repeatEffort();
    return word == null ? Optional.empty() : WireEnum.find(ReasoningEffort.class, word);
  }

  @Override
  public Future<HealthStatus> checkHealth(boolean live) {
    return new ModelProbe(
            spec,
            modelRuntime.providerClient(),
            modelRuntime.ticker(),
            modelRuntime.timerService(),
            this)
        .check(live);
  }

  @Override
  public Future<PeerResponse> ask(PeerRequest peerRequest, ProgressListener progressListener) {
    if (!modelRuntime.providerClient().keyed()) {
      return Future.failedFuture(noKey());
    }
    SchemaSupport form = wanted(peerRequest.callPurpose());
    byte[] body = JsonWriter.bytes(modelRuntime.dialect().body(wireAsk(peerRequest, form)));
    return contextWindow
        .admit(peerRequest.prompt())
        .compose(fits -> ask(peerRequest, body, progressListener))
        .recover(cause -> Future.failedFuture(told(cause, form)));
  }

  private Future<PeerResponse> ask(
      PeerRequest peerRequest, byte[] body, ProgressListener progressListener) {
    ProviderProfile providerProfile = spec.providerProfile();
    AnswerTranscript heard =
        new AnswerTranscript(spec.answerBytesMax(), progressListener::answerPiece);
    RequestOptions options =
        modelRuntime.providerClient().call(spec.member().model(), peerRequest.trace());
    Promise<PeerResponse> outcome = Promise.promise();
    ModelCall call =
        new ModelCall(
            new ModelCall.ModelCallContext(
                modelRuntime.providerClient(),
                options,
                body,
                new AnswerReader(
                    modelRuntime.dialect().decoder(providerProfile.answerFormat(), heard),
                    heard,
                    spec.answerBytesMax()),
                heard,
                new OutcomeEvaluator(
                    providerProfile.answerFormat(), facts(peerRequest.prompt(), body.length)),
                providerProfile.callTimeouts(),
                modelRuntime.timerService(),
                modelRuntime.clock()),
            outcome,
            new StallDetector(modelRuntime.ticker(), modelRuntime.timerService()));
    modelRuntime
        .providerEventLoops()
        .run(eventLoop -> start(call, peerRequest.cancel(), eventLoop));
    return outcome.future().onSuccess(this::warnOfCount);
  }

  /** What the answer is judged by: the least and the most that the provider can have counted. */
  private OutcomeEvaluator.AttemptFacts facts(List<String> prompt, int bodyBytes) {
    ProviderProfile.AnswerFormat format = spec.providerProfile().answerFormat();
    return new OutcomeEvaluator.AttemptFacts(
        spec.member().model(),
        spec.callPricing(),
        spec.callPricing().ceiling(PeerRequest.bytes(prompt)),
        TokenMinimum.of(prompt, format.promptTokensPercent()),
        TokenMaximum.of(bodyBytes, spec.outputTokensMax(), format.reasoningOutside()));
  }

  private void warnOfCount(PeerResponse answer) {
    if (answer.countRemark() != null) {
      LOG.warn("peer {}: {}", spec.member().peer(), answer.countRemark());
    }
  }

  /** Starts a call on its event loop, unless it is cancelled already; later it can be cancelled. */
  private static void start(
      ModelCall call, CancellationSignal cancel, Consumer<Runnable> eventLoop) {
    if (cancel.cancelled()) {
      call.cancel();
    } else {
      call.start();
      cancel.future().onSuccess(cancelled -> eventLoop.accept(call::cancel));
    }
  }

  private SchemaSupport wanted(CallPurpose callPurpose) {
    return switch (callPurpose) {
      case REVIEW, REPAIR -> structured;
      case CITE, REVISE, ROTATE, JUDGE -> SchemaSupport.NONE;
    };
  }

  private ModelRequest wireAsk(PeerRequest peerRequest, SchemaSupport form) {
    ReasoningEffort reasoningEffort =
        peerRequest.reasoningEffort() == null
            ? spec.reasoningEffort()
            : peerRequest.reasoningEffort();
    ProviderProfile.RequestFormat how = spec.providerProfile().requestFormat();
    List<String> prompt = peerRequest.prompt();
    return new ModelRequest(
        how,
        spec.member().model(),
        prompt.getFirst(),
        prompt.subList(1, prompt.size()),
        reasoningEffort == null ? null : how.effort(reasoningEffort.wireName()),
        spec.outputTokensMax(),
        SchemaSimplifier.simplify(spec.schema(), form),
        form,
        "crossreview-" + Digest.of(peerRequest.session().value()).value().substring(0, 16));
  }

  private PeerException noKey() {
    return new PeerException(
        new PeerFailure(
            FailureClass.AUTH,
            "bad_credentials",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            spec.keyHint()));
  }

  /** Without secrets in its words; a refused schema is worth another try with a weaker one. */
  private Throwable told(Throwable cause, SchemaSupport sent) {
    if (!(cause instanceof PeerException failed)) {
      return cause;
    }
    PeerFailure failure = failed.failure();
    String hint = failure.hint() == null ? null : modelRuntime.redaction().apply(failure.hint());
    boolean schema = sent != SchemaSupport.NONE && refusesSchema(failure);
    if (schema) {
      structured = sent.weaker();
      hint =
          "the form \""
              + sent.wireName()
              + "\" of a schema is refused, \""
              + structured.wireName()
              + "\" is used from now on: "
              + hint;
    }
    return new PeerException(
        failure.reworded(hint, schema || failure.retryable()),
        failed.cost(),
        failed.retryAfter().orElse(null),
        failed.once());
  }

  private static boolean refusesSchema(PeerFailure failure) {
    String said = failure.hint() == null ? "" : failure.hint().toLowerCase(Locale.ROOT);
    boolean named = false;
    for (String word : SCHEMA_WORDS) {
      named |= said.contains(word);
    }
    return named && failure.failureCode().equals("bad_parameter");
  }

  /** How a verdict's form is asked for now. */
  public SchemaSupport structured() {
    return structured;
  }
}

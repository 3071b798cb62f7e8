package crossreview.peer.wire.http;

import crossreview.json.JsonText;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.WireEnum;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.PanelMember;
import crossreview.peer.Ask;
import crossreview.peer.Health;
import crossreview.peer.Lane;
import crossreview.peer.Peer;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Progress;
import crossreview.peer.Reply;
import crossreview.peer.wire.Conclusion;
import crossreview.peer.wire.Dialect;
import crossreview.peer.wire.Transcript;
import crossreview.peer.wire.WireAsk;
import crossreview.profile.Profile;
import crossreview.profile.SchemaForm;
import crossreview.profile.SchemaLowering;
import crossreview.time.Clock;
import crossreview.time.Ticker;
import crossreview.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A language model as a peer. Any thread. */
public final class ModelPeer implements Peer {
  private static final List<ReasoningEffort> HARD =
      List.of(ReasoningEffort.HIGH, ReasoningEffort.XHIGH, ReasoningEffort.MAX);
  private static final String[] SCHEMA_WORDS = {
    "text.format", "response_format", "output_config", "json_schema", "responsejsonschema", "schema"
  };

  private final ModelSpec spec;
  private final Tools tools;
  private final List<Peer> fallbacks;
  private volatile SchemaForm structured; // weaker once a provider has refused it

  /**
   * What models are asked with.
   *
   * @param redaction for what providers say about errors
   */
  public record Tools(
      Wire wire,
      Dialect dialect,
      Loops loops,
      Timers timers,
      Ticker ticker,
      Clock clock,
      UnaryOperator<String> redaction) {}

  public ModelPeer(ModelSpec spec, Tools tools, List<Peer> fallbacks) {
    this.spec = spec;
    this.tools = tools;
    this.fallbacks = List.copyOf(fallbacks);
    this.structured = spec.profile().form().schema();
  }

  @Override
  public PanelMember member() {
    return spec.member();
  }

  @Override
  public Price price() {
    return spec.price();
  }

  @Override
  public long promptBytesMax() {
    return spec.promptBytesMax();
  }

  @Override
  public Lane lane() {
    return spec.lane();
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
  public Optional<Ask> easier(Ask ask) {
    ReasoningEffort now =
        ask.reasoningEffort() == null ? spec.reasoningEffort() : ask.reasoningEffort();
    return lower().filter(reasoningEffort -> HARD.contains(now)).map(ask::with);
  }

  private Optional<ReasoningEffort> lower() {
    String word = spec.profile().reading().repeatEffort();
    return word == null ? Optional.empty() : WireEnum.find(ReasoningEffort.class, word);
  }

  @Override
  public Future<Health> health(boolean live) {
    return new ModelProbe(spec, tools.wire(), tools.ticker(), tools.timers(), this).look(live);
  }

  @Override
  public Future<Reply> ask(Ask ask, Progress progress) {
    if (!tools.wire().keyed()) {
      return Future.failedFuture(noKey());
    }
    SchemaForm form = wanted(ask.callPurpose());
    byte[] body = JsonText.bytes(tools.dialect().body(wireAsk(ask, form)));
    return ask(ask, body, progress).recover(cause -> Future.failedFuture(told(cause, form)));
  }

  private Future<Reply> ask(Ask ask, byte[] body, Progress progress) {
    Profile profile = spec.profile();
    Transcript heard = new Transcript(spec.answerBytesMax(), progress::answering);
    Money ceiling = spec.price().ceiling(Ask.bytes(ask.prompt()));
    RequestOptions options = tools.wire().call(spec.member().model());
    Promise<Reply> outcome = Promise.promise();
    ModelCall call =
        new ModelCall(
            new ModelCall.Parts(
                tools.wire(),
                options,
                body,
                new AnswerReader(
                    tools.dialect().decoder(profile.reading(), heard),
                    heard,
                    spec.answerBytesMax()),
                heard,
                new Conclusion(profile.reading(), spec.member().model(), spec.price(), ceiling),
                profile.timing(),
                tools.timers(),
                tools.clock()),
            outcome,
            new Stalls(tools.ticker(), tools.timers()));
    tools
        .loops()
        .run(back -> {
          if (ask.cancel().cancelled()) {
            call.cancel();
          } else {
            call.start();
            ask.cancel().future().onSuccess(off -> back.accept(call::cancel));
          }
        });
    return outcome.future();
  }

  private SchemaForm wanted(CallPurpose callPurpose) {
    return switch (callPurpose) {
      case REVIEW, REPAIR -> structured;
      case CITE, REVISE, ROTATE, JUDGE -> SchemaForm.NONE;
    };
  }

  private WireAsk wireAsk(Ask ask, SchemaForm form) {
    ReasoningEffort reasoningEffort =
        ask.reasoningEffort() == null ? spec.reasoningEffort() : ask.reasoningEffort();
    Profile.Form how = spec.profile().form();
    List<String> prompt = ask.prompt();
    return new WireAsk(
        how,
        spec.member().model(),
        prompt.getFirst(),
        prompt.subList(1, prompt.size()),
        reasoningEffort == null ? null : how.effort(reasoningEffort.word()),
        spec.outputTokensMax(),
        SchemaLowering.lower(spec.schema(), form),
        form,
        "crossreview-" + Digest.of(ask.session().value()).value().substring(0, 16));
  }

  private PeerFailed noKey() {
    return new PeerFailed(
        new PeerFailure(
            FailureClass.AUTH,
            "bad_credentials",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            spec.keyHint()),
        null);
  }

  /** Without secrets in its words; a refused schema is worth another try with a weaker one. */
  private Throwable told(Throwable cause, SchemaForm sent) {
    if (!(cause instanceof PeerFailed failed)) {
      return cause;
    }
    PeerFailure failure = failed.failure();
    String hint = failure.hint() == null ? null : tools.redaction().apply(failure.hint());
    boolean schema = sent != SchemaForm.NONE && refusesSchema(failure);
    if (schema) {
      structured = sent.weaker();
      hint =
          "the form \""
              + sent.word()
              + "\" of a schema is refused, \""
              + structured.word()
              + "\" is used from now on: "
              + hint;
    }
    return new PeerFailed(
        failure.said(hint, schema || failure.retryable()),
        failed.cost(),
        failed.waiting().orElse(null),
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
  public SchemaForm structured() {
    return structured;
  }
}

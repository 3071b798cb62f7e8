package crossreview.testkit;

import crossreview.guard.Redaction;
import crossreview.guard.Secret;
import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.ProviderQuota;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.http.ModelPeer;
import crossreview.peer.provider.http.ModelSpec;
import crossreview.peer.provider.http.ProviderClient;
import crossreview.peer.provider.http.ProviderEventLoops;
import crossreview.profile.ProfileCatalog;
import crossreview.profile.ProviderProfile;
import crossreview.profile.ProviderProfile.CallTimeouts;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Peers that are models of a fake provider, with a key and with times that suit a test. */
public final class ModelPeerBuilder {
  public static final String MODEL = "m-1";
  public static final String KEY = "key-" + "0123456789".repeat(2);

  /** Ten dollars a million in, a hundred out. */
  public static final CallPricing PRICE =
      new CallPricing.TokenPricing(
          PriceCard.of(TokenRates.of(Money.of("10"), Money.of("100"), null, null, null)), 20_000);

  private static final Duration LONG = Duration.ofMinutes(1); // longer than a test waits

  private final Vertx vertx;
  private final ProviderEventLoops providerEventLoops;
  private CallTimeouts callTimeouts = new CallTimeouts(LONG, LONG, LONG, LONG);
  private CallPricing callPricing = PRICE;
  private int answerBytesMax = 16 << 20;
  private ReasoningEffort reasoningEffort = ReasoningEffort.HIGH;
  private String url;
  private List<Peer> fallbacks = List.of();
  private String id = "ada";
  private UnaryOperator<Dialect> spoken = dialect -> dialect;
  private String profile;
  private final Map<String, Object> with = new LinkedHashMap<>();

  private ModelPeerBuilder(Vertx vertx, String url) {
    this.vertx = vertx;
    this.providerEventLoops = new ProviderEventLoops(vertx);
    this.url = url;
  }

  public static ModelPeerBuilder at(Vertx vertx, String url) {
    return new ModelPeerBuilder(vertx, url);
  }

  /** Times in milliseconds; zero for a long one. */
  public ModelPeerBuilder within(int connect, int firstByte, int idle, int progress) {
    callTimeouts = new CallTimeouts(time(connect), time(firstByte), time(idle), time(progress));
    return this;
  }

  private static Duration time(int millis) {
    return millis == 0 ? LONG : Duration.ofMillis(millis);
  }

  public ModelPeerBuilder costing(CallPricing what) {
    callPricing = what;
    return this;
  }

  public ModelPeerBuilder with(String key, Object value) {
    with.put(key, value);
    return this;
  }

  public ModelPeerBuilder called(String name) {
    id = name;
    return this;
  }

  public ModelPeerBuilder or(Peer other) {
    fallbacks = List.of(other);
    return this;
  }

  /** Puts something in the place of its dialect. */
  public ModelPeerBuilder speaking(UnaryOperator<Dialect> how) {
    spoken = how;
    return this;
  }

  /** With another shipped profile of the dialect, and its address here. */
  public ModelPeerBuilder profile(String name) {
    profile = name;
    return this;
  }

  /** One whose settings name no effort. */
  public ModelPeerBuilder withoutEffort() {
    reasoningEffort = null;
    return this;
  }

  public ModelPeerBuilder reading(int bytes) {
    answerBytesMax = bytes;
    return this;
  }

  public ModelPeer peer(DialectFixture dialectFixture) {
    return peer(dialectFixture, MODEL, PeerRole.REVIEW);
  }

  public ModelPeer peer(DialectFixture dialectFixture, String model, PeerRole peerRole) {
    List<RequestFault> faults = new ArrayList<>();
    Map<String, Object> all = new LinkedHashMap<>(with);
    all.put("base_url", url);
    all.put("allow_plain_http", true);
    ProviderProfile shipped =
        ProfileCatalog.shipped()
            .find("test", profile == null ? dialectFixture.profile() : profile, all, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(faults.toString());
    }
    ProviderProfile providerProfile =
        new ProviderProfile(
            shipped.name(),
            shipped.dialect(),
            shipped.providerEndpoint(),
            shipped.requestFormat(),
            shipped.answerFormat(),
            shipped.providerLimits(),
            callTimeouts,
            shipped.windowSource());
    ModelSpec spec =
        new ModelSpec(
            new PanelMember(
                id, providerProfile.dialect(), model, "family " + id, List.of(peerRole)),
            callPricing,
            providerProfile,
            new ProviderQuota("quota " + id, null, null, null),
            reasoningEffort,
            20_000,
            Long.MAX_VALUE,
            VerdictContract.schema(),
            answerBytesMax,
            "no key");
    SystemTime clock = new SystemTime();
    return new ModelPeer(
        spec,
        new ModelPeer.ModelRuntime(
            new ProviderClient(vertx, providerProfile, new Secret(KEY), "crossreview/test"),
            spoken.apply(dialectFixture.dialect()),
            providerEventLoops,
            new VertxTimerService(vertx),
            clock,
            clock,
            Redaction.of(List.of(KEY))::redact),
        fallbacks);
  }
}

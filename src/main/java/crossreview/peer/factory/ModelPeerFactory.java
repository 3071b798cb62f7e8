package crossreview.peer.factory;

import crossreview.guard.Secret;
import crossreview.model.Digest;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.ProviderQuota;
import crossreview.peer.provider.Dialect;
import crossreview.peer.provider.chat.ChatDialect;
import crossreview.peer.provider.gemini.GeminiDialect;
import crossreview.peer.provider.http.ModelPeer;
import crossreview.peer.provider.http.ModelSpec;
import crossreview.peer.provider.http.ProviderClient;
import crossreview.peer.provider.http.ProviderEventLoops;
import crossreview.peer.provider.messages.MessagesDialect;
import crossreview.peer.provider.responses.ResponsesDialect;
import crossreview.process.Version;
import crossreview.profile.ProviderProfile;
import crossreview.settings.Settings.FallbackEntry;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.time.SystemTime;
import crossreview.time.VertxTimerService;
import crossreview.verdict.contract.VerdictContract;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes peers of language models. Those of one address and key share connections and limits. One
 * thread at a time.
 */
final class ModelPeerFactory {
  private static final List<Dialect> DIALECTS =
      List.of(
          new ResponsesDialect(), new ChatDialect(), new MessagesDialect(), new GeminiDialect());

  private final Vertx vertx;
  private final ProviderEventLoops providerEventLoops;
  private final Map<String, ProviderClient> wires = new HashMap<>();

  ModelPeerFactory(Vertx vertx) {
    this.vertx = vertx;
    this.providerEventLoops = new ProviderEventLoops(vertx);
  }

  /**
   * What a peer is made of beside its entry.
   *
   * @param key null where it has none
   * @param redaction for what providers say about errors
   */
  record ModelPeerTerms(
      List<PeerRole> roles,
      @Nullable Secret key,
      int answerBytesMax,
      UnaryOperator<String> redaction) {
    ModelPeerTerms withRoles(List<PeerRole> others) {
      return new ModelPeerTerms(others, key, answerBytesMax, redaction);
    }
  }

  Peer peer(PeerEntry entry, ModelEntry model, ModelPeerTerms terms) {
    List<Peer> fallbacks = new ArrayList<>();
    for (FallbackEntry other : model.fallbacks()) {
      fallbacks.add(peer(entry, model, other, terms, List.of()));
    }
    FallbackEntry first = new FallbackEntry(model.model(), model.modelPrice());
    return peer(entry, model, first, terms, fallbacks);
  }

  /** Forgets connections that no peer of these keys uses; those under way end by themselves. */
  void keepOnly(List<PeerEntry> entries, PeerKeyring keys) {
    Set<String> used = new HashSet<>();
    for (PeerEntry entry : entries) {
      if (entry.peerSpec() instanceof ModelEntry model) {
        used.add(account(model.providerProfile(), keys.of(entry.id())));
      }
    }
    wires.keySet().retainAll(used);
  }

  private Peer peer(
      PeerEntry entry,
      ModelEntry model,
      FallbackEntry named,
      ModelPeerTerms terms,
      List<Peer> next) {
    ProviderProfile providerProfile = model.providerProfile();
    Secret key = terms.key();
    String account = account(providerProfile, key);
    ModelSpec spec =
        new ModelSpec(
            new PanelMember(entry.id(), entry.kind(), named.model(), model.family(), terms.roles()),
            price(entry.id(), named, model.outputTokensMax()),
            providerProfile,
            quota(account, providerProfile.providerLimits()),
            model.reasoningEffort(),
            model.outputTokensMax(),
            model.promptBytesMax() == null ? Long.MAX_VALUE : model.promptBytesMax(),
            VerdictContract.schema(),
            terms.answerBytesMax(),
            PeerKeyring.missing(model));
    SystemTime time = new SystemTime();
    ProviderClient providerClient =
        wires.computeIfAbsent(
            account,
            name -> new ProviderClient(vertx, providerProfile, key, "crossreview/" + Version.TEXT));
    ModelPeer.ModelRuntime modelRuntime =
        new ModelPeer.ModelRuntime(
            providerClient,
            dialect(providerProfile),
            providerEventLoops,
            new VertxTimerService(vertx),
            time,
            time,
            terms.redaction());
    return new ModelPeer(spec, modelRuntime, next);
  }

  private static ProviderQuota quota(String account, ProviderProfile.ProviderLimits limits) {
    return new ProviderQuota(
        account, limits.concurrent(), limits.requestsPerMinute(), limits.tokensPerMinute());
  }

  /** Peers that differ in anything about their connection do not share it. */
  private static String account(ProviderProfile providerProfile, @Nullable Secret key) {
    String account = key == null ? "no key" : key.reveal();
    String all =
        providerProfile.providerEndpoint()
            + " "
            + providerProfile.callTimeouts()
            + " "
            + providerProfile.providerLimits()
            + " "
            + account;
    return providerProfile.name() + " " + Digest.of(all).value().substring(0, 16);
  }

  private static Dialect dialect(ProviderProfile providerProfile) {
    return DIALECTS.stream()
        .filter(dialect -> dialect.name().equals(providerProfile.dialect()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("the reader checked dialect " + providerProfile.dialect()));
  }

  private static CallPricing price(String id, FallbackEntry named, long outputTokensMax) {
    if (named.modelPrice() == null) {
      return new CallPricing.UnknownPricing("price of peer " + id + " for " + named.model());
    }
    return named.modelPrice().card() == null
        ? new CallPricing.FreePricing()
        : new CallPricing.TokenPricing(named.modelPrice().card(), outputTokensMax);
  }
}

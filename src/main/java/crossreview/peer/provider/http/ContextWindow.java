package crossreview.peer.provider.http;

import crossreview.json.JsonTree;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.peer.PeerException;
import crossreview.peer.provider.TokenMinimum;
import crossreview.profile.ProviderProfile.WindowSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a local server reads at a time, as it says itself. Such a server cuts a longer
 * prompt without a word, so a prompt that cannot fit is not sent.
 *
 * <p>A server that does not say it now (its model is not loaded yet, it is another version) is not
 * measured; what it then cuts is found by its count of tokens. Any thread.
 */
final class ContextWindow {
  private static final Duration WITHIN = Duration.ofSeconds(5); // it is on this machine
  private static final int BYTES_MAX = 4 << 20; // as for a list of models
  private static final int BYTES_A_TOKEN = 8; // more than any tokenizer in use has on average

  private final ModelSpec spec;
  private final ProviderClient providerClient;

  ContextWindow(ModelSpec spec, ProviderClient providerClient) {
    this.spec = spec;
    this.providerClient = providerClient;
  }

  private @Nullable WindowSource source() {
    return spec.providerProfile().windowSource();
  }

  /** Completes when a prompt may be sent; fails with {@code context_length}, free of charge. */
  Future<Void> admit(List<String> prompt) {
    long least =
        TokenMinimum.of(prompt, spec.providerProfile().answerFormat().promptTokensPercent());
    if (source() == null || least == 0) {
      return Future.succeededFuture();
    }
    return read()
        .compose(window ->
            window.filter(tokens -> tokens < least).isPresent()
                ? Future.failedFuture(tooLong(window.get(), least))
                : Future.succeededFuture());
  }

  /** The number of tokens, or empty where the server does not say it; never fails. */
  Future<Optional<Long>> read() {
    WindowSource source = source();
    if (source == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return providerClient
        .request(providerClient.resource(source.path(), WITHIN))
        .compose(request -> request.send())
        .compose(response -> BoundedBody.read(response, BYTES_MAX))
        .map(
            body -> find(AnswerReader.lenient(body.toString()), source.at(), spec.member().model()))
        .otherwise(Optional.empty());
  }

  /** For a person: the window, and what to do where texts that the settings allow do not fit. */
  String note(long tokens) {
    String note = "reads " + tokens + " tokens at a time";
    return tokens * BYTES_A_TOKEN >= spec.promptBytesMax()
        ? note
        : note + ", too few for a prompt of " + spec.promptBytesMax() + " bytes" + advice();
  }

  private String advice() {
    WindowSource source = source();
    return source == null || source.advice() == null ? "" : ": " + source.advice();
  }

  private PeerException tooLong(long window, long least) {
    String hint =
        "the server reads " + window + " tokens at a time, the prompt has " + least + " at least";
    return new PeerException(
        new PeerFailure(
            FailureClass.PROMPT_TOO_LARGE,
            "context_length",
            CallPhase.PREFLIGHT,
            false,
            CostCertainty.ZERO,
            hint + advice()));
  }

  /**
   * The whole number at a place; {@code *} stands for the item of a list whose {@code id}, {@code
   * name} or {@code model} is the model.
   */
  static Optional<Long> find(@Nullable Object tree, String at, String model) {
    int star = at.indexOf("/*");
    if (star < 0) {
      return JsonTree.at(tree, at) instanceof Long number && number > 0
          ? Optional.of(number)
          : Optional.empty();
    }
    return JsonTree.list(tree, at.substring(0, star)).stream()
        .filter(item -> named(item, model))
        .findFirst()
        .flatMap(item -> find(item, at.substring(star + 2), model));
  }

  /** Ollama adds a tag to a name that has none. */
  private static boolean named(Object item, String model) {
    for (String field : List.of("/id", "/name", "/model")) {
      String name = JsonTree.text(item, field).orElse("");
      if (name.equals(model) || name.equals(model + ":latest")) {
        return true;
      }
    }
    return false;
  }
}

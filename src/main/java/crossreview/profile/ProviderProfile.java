package crossreview.profile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to speak with one provider.
 *
 * @param name what settings call it
 * @param dialect the form of its requests and answers
 * @param windowSource where it says how much it reads at a time; absent where it does not
 */
public record ProviderProfile(
    String name,
    String dialect,
    ProviderEndpoint providerEndpoint,
    RequestFormat requestFormat,
    AnswerFormat answerFormat,
    ProviderLimits providerLimits,
    CallTimeouts callTimeouts,
    @Nullable WindowSource windowSource) {

  /**
   * Where it is.
   *
   * @param path of the call, with {@code {model}} in place of the model
   * @param modelsPath of its list of models; absent where it has none
   * @param key how a key is shown; absent where none is needed
   * @param headers sent with every request
   * @param addressPolicy which addresses its name may stand for
   * @param proxy host and port of an HTTP proxy
   * @param traceContext whether it is told to which trace of its caller a review belongs
   */
  public record ProviderEndpoint(
      URI base,
      String path,
      @Nullable String modelsPath,
      @Nullable KeyHeader key,
      Map<String, String> headers,
      AddressPolicy addressPolicy,
      @Nullable String proxy,
      boolean traceContext) {

    /** Whether what is sent stays on this machine. */
    public boolean isLocal() {
      return proxy == null && base.getHost() != null && AddressPolicy.isLoopback(base.getHost());
    }
  }

  /**
   * Where a server says how many tokens it reads at a time. Ollama: {@code GET /api/ps}, {@code
   * context_length} of a loaded model, which {@code OLLAMA_CONTEXT_LENGTH} sets and no field of its
   * OpenAI-compatible API (docs/context-length.mdx of ollama/ollama at 948f693;
   * docs.ollama.com/api/ps, 0.40). llama.cpp: {@code GET /props}, {@code
   * default_generation_settings.n_ctx}, of one slot (tools/server/README.md, b8681). vLLM: {@code
   * max_model_len} in {@code GET /v1/models} (its ModelCard). LM Studio: {@code GET
   * /api/v0/models}, {@code loaded_context_length} of a loaded model
   * (1_developer/2_rest/endpoints.mdx of lmstudio-ai/docs). All read in November 2026.
   *
   * @param path from the root of the server
   * @param at JSON pointer of the number; {@code *} is the item of a list that names the model
   * @param advice how a person makes it larger
   */
  public record WindowSource(String path, String at, @Nullable String advice) {}

  /**
   * The header that carries the key.
   *
   * @param variables names of environment variables in which it is usually found
   */
  public record KeyHeader(String header, String prefix, List<String> variables) {}

  /**
   * How a request is made. Places are JSON pointers into the body.
   *
   * @param body what every request has
   * @param verdictBody what a request for a verdict has besides
   * @param system the role of the first message: {@code system}, {@code developer}, {@code inline}
   * @param schema how much of a JSON Schema it understands
   * @param schemaAt the place of the schema; absent means the place of the dialect
   * @param effortAt the place of the effort; absent where there is no such field
   * @param efforts its word for each of ours; an empty one leaves the field out
   * @param outputTokensAt where the most tokens of an answer stand
   * @param cacheKeyAt the place of the key of its prompt cache
   * @param cacheTtl how long marked parts of a prompt are kept; absent means that none are marked
   */
  public record RequestFormat(
      Map<String, Object> body,
      Map<String, Object> verdictBody,
      String system,
      SchemaSupport schema,
      @Nullable String schemaAt,
      @Nullable String effortAt,
      Map<String, String> efforts,
      @Nullable String outputTokensAt,
      long outputTokensMin,
      @Nullable String cacheKeyAt,
      @Nullable String cacheTtl) {

    /** The provider's word for an effort, null to leave the field out. */
    public @Nullable String effort(@Nullable String ours) {
      if (effortAt == null || ours == null) {
        return null;
      }
      String theirs = efforts.getOrDefault(ours, efforts.getOrDefault("*", ours));
      return theirs.isEmpty() ? null : theirs;
    }
  }

  /**
   * How an answer is read.
   *
   * @param healthy its words for a normal end
   * @param interrupted its words for an end that is worth a new try
   * @param thinkTags whether it thinks aloud in tags inside the answer
   * @param reasoningOutside whether tokens of thinking come on top of those of the answer
   * @param costAt where it says what the call cost in US dollars, inside the usage
   * @param modelAttestation what happens when it does not say which model answered
   * @param acceptReported other names under which its models report themselves
   * @param repeatEffort the effort of the one repeat of a truncated answer, null for none
   * @param promptTokensPercent how much of the least number of tokens that a prompt can have its
   *     usage must name, before the prompt counts as cut; 0 where its count means something else
   */
  public record AnswerFormat(
      List<String> healthy,
      List<String> interrupted,
      boolean thinkTags,
      boolean reasoningOutside,
      @Nullable String costAt,
      ModelAttestation modelAttestation,
      List<String> acceptReported,
      @Nullable String repeatEffort,
      int promptTokensPercent) {}

  /**
   * How much at a time, all sessions together; null where there is no limit.
   *
   * @param concurrent requests at the same time
   */
  public record ProviderLimits(
      int concurrent, @Nullable Long requestsPerMinute, @Nullable Long tokensPerMinute) {}

  /**
   * How long each part of a call may take.
   *
   * @param firstByte until the head of the answer; models think before it
   * @param idle without any byte; a comment or a ping counts as one
   * @param progress without anything that is part of an answer
   */
  public record CallTimeouts(
      Duration connect, Duration firstByte, Duration idle, Duration progress) {}
}

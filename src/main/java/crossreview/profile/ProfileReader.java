package crossreview.profile;

import crossreview.json.JsonReader;
import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import crossreview.profile.ProviderProfile.AnswerFormat;
import crossreview.profile.ProviderProfile.CallTimeouts;
import crossreview.profile.ProviderProfile.KeyHeader;
import crossreview.profile.ProviderProfile.ProviderEndpoint;
import crossreview.profile.ProviderProfile.ProviderLimits;
import crossreview.profile.ProviderProfile.RequestFormat;
import crossreview.profile.ProviderProfile.WindowSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a profile of a tree, or says everything that is wrong with it. */
final class ProfileReader {
  static final List<String> DIALECTS =
      List.of("openai-responses", "openai-chat", "anthropic-messages", "gemini");

  /** Four in ten words may share a token with another one: no tokenizer in use merges so many. */
  private static final int PROMPT_TOKENS_PERCENT = 60;

  private static final List<String> KEYS =
      List.of(
          "dialect",
          "base_url",
          "path",
          "models_path",
          "key_header",
          "key_prefix",
          "key_variables",
          "headers",
          "body",
          "verdict_body",
          "system",
          "schema",
          "schema_at",
          "effort_at",
          "efforts",
          "output_tokens_at",
          "output_tokens_min",
          "cache_key_at",
          "cache_ttl",
          "think_tags",
          "healthy",
          "interrupted",
          "reasoning_outside",
          "cost_at",
          "attestation",
          "accept_reported",
          "repeat_effort",
          "prompt_tokens_percent",
          "concurrent",
          "requests_per_minute",
          "tokens_per_minute",
          "connect_seconds",
          "first_byte_seconds",
          "idle_seconds",
          "progress_seconds",
          "allow_plain_http",
          "allow_metadata_address",
          "proxy",
          "trace_context",
          "window_path",
          "window_at",
          "window_advice");

  private final String at;
  private final Map<?, ?> tree;
  private final List<RequestFault> faults;

  private ProfileReader(String at, Map<?, ?> tree, List<RequestFault> faults) {
    this.at = at;
    this.tree = tree;
    this.faults = faults;
  }

  /**
   * Reads one.
   *
   * @param at its place in the settings
   * @param faults gets everything that is wrong; the profile is of no use then
   */
  static ProviderProfile read(String at, String name, Map<?, ?> tree, List<RequestFault> faults) {
    return new ProfileReader(at, tree, faults).profile(name);
  }

  private ProviderProfile profile(String name) {
    for (Object key : tree.keySet()) {
      if (!KEYS.contains(key)) {
        fault((String) key, "unknown key" + NameSuggestion.hint((String) key, KEYS));
      }
    }
    return new ProviderProfile(
        name,
        word("dialect", DIALECTS, ""),
        endpoint(),
        form(),
        reading(),
        pace(),
        timing(),
        window());
  }

  private ProviderEndpoint endpoint() {
    AddressPolicy addressPolicy =
        new AddressPolicy(flag("allow_plain_http"), flag("allow_metadata_address"));
    String header = text("key_header", "");
    KeyHeader key =
        header.isEmpty()
            ? null
            : new KeyHeader(header, text("key_prefix", ""), texts("key_variables"));
    if (key != null) {
      HeaderValidator.check(header, key.prefix()).ifPresent(why -> fault("key_header", why));
    }
    String base = text("base_url", "");
    addressPolicy.refusal(base).ifPresent(why -> fault("base_url", why));
    String proxy = optionalText("proxy");
    if (proxy != null && !proxy.matches("[\\w.-]+:\\d{1,5}")) {
      fault("proxy", "must be host:port, is \"" + proxy + "\"");
    }
    return new ProviderEndpoint(
        addressPolicy.uri(base),
        text("path", "/"),
        optionalText("models_path"),
        key,
        headers(),
        addressPolicy,
        proxy,
        flag("trace_context"));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = words("headers");
    headers.forEach((name, value) ->
        HeaderValidator.check(name, value).ifPresent(why -> fault("headers." + name, why)));
    return headers;
  }

  private RequestFormat form() {
    return new RequestFormat(
        object("body"),
        object("verdict_body"),
        word("system", List.of("system", "developer", "inline"), "system"),
        constant(SchemaSupport.class, "schema", SchemaSupport.PORTABLE),
        pointer("schema_at"),
        pointer("effort_at"),
        words("efforts"),
        pointer("output_tokens_at"),
        whole("output_tokens_min", 1, 1),
        pointer("cache_key_at"),
        optionalText("cache_ttl") == null ? null : word("cache_ttl", List.of("5m", "1h"), ""));
  }

  private AnswerFormat reading() {
    return new AnswerFormat(
        texts("healthy"),
        texts("interrupted"),
        flag("think_tags"),
        flag("reasoning_outside"),
        pointer("cost_at"),
        constant(ModelAttestation.class, "attestation", ModelAttestation.WHEN_NAMED),
        texts("accept_reported"),
        optionalText("repeat_effort"),
        percent("prompt_tokens_percent", PROMPT_TOKENS_PERCENT));
  }

  private @Nullable WindowSource window() {
    String path = optionalText("window_path");
    String place = pointer("window_at");
    if ((path == null) != (place == null)) {
      fault(path == null ? "window_path" : "window_at", "is missing: both are given, or neither");
    }
    return path == null || place == null
        ? null
        : new WindowSource(path, place, optionalText("window_advice"));
  }

  private ProviderLimits pace() {
    return new ProviderLimits(
        (int) whole("concurrent", 4, 1),
        optionalWhole("requests_per_minute"),
        optionalWhole("tokens_per_minute"));
  }

  private CallTimeouts timing() {
    return new CallTimeouts(
        seconds("connect_seconds", 10),
        seconds("first_byte_seconds", 600),
        seconds("idle_seconds", 120),
        seconds("progress_seconds", 900));
  }

  private Duration seconds(String key, long shipped) {
    return Duration.ofSeconds(whole(key, shipped, 1));
  }

  private void fault(String key, String message) {
    faults.add(new RequestFault(at + "." + key, message));
  }

  private @Nullable String optionalText(String key) {
    int before = faults.size();
    String text = text(key, "");
    return tree.get(key) == null || faults.size() > before ? null : text;
  }

  private String text(String key, String absent) {
    return switch (tree.get(key)) {
      case null -> absent;
      case String text when text.length() <= 2_000 && text.chars().noneMatch(c -> c < 0x20) -> text;
      case Object other -> {
        fault(key, "must be a text of one line, is " + shown(other));
        yield absent;
      }
    };
  }

  private String word(String key, List<String> words, String absent) {
    String word = text(key, absent);
    if (words.contains(word)) {
      return word;
    }
    fault(key, "must be one of " + String.join(", ", words) + ", is " + shown(tree.get(key)));
    return words.getFirst();
  }

  private <E extends Enum<E> & WireEnum> E constant(Class<E> type, String key, E absent) {
    List<String> words = List.of(type.getEnumConstants()).stream().map(WireEnum::wireName).toList();
    return WireEnum.find(type, word(key, words, absent.wireName())).orElse(absent);
  }

  private @Nullable String pointer(String key) {
    String pointer = optionalText(key);
    if (pointer != null && !pointer.matches("(/[^/~]+)+")) {
      fault(key, "must be a place such as /reasoning/effort, is \"" + pointer + "\"");
      return null;
    }
    return pointer;
  }

  private boolean flag(String key) {
    Object value = tree.get(key);
    if (value != null && !(value instanceof Boolean)) {
      fault(key, "must be true or false, is " + shown(value));
    }
    return Boolean.TRUE.equals(value);
  }

  private @Nullable Long optionalWhole(String key) {
    return tree.get(key) == null ? null : whole(key, 1, 1);
  }

  private long whole(String key, long absent, long min) {
    return switch (tree.get(key)) {
      case null -> absent;
      case Long number when number >= min && number <= Integer.MAX_VALUE -> number;
      case Object other -> {
        fault(key, "must be a whole number from " + min + ", is " + shown(other));
        yield absent;
      }
    };
  }

  private int percent(String key, int absent) {
    long percent = whole(key, absent, 0);
    if (percent > 100) {
      fault(key, "must be a whole number from 0 to 100, is " + percent);
    }
    return (int) percent;
  }

  private List<String> texts(String key) {
    Object value = tree.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    fault(key, "must be an array of texts, is " + shown(value));
    return List.of();
  }

  private Map<String, Object> object(String key) {
    Map<String, Object> object = new LinkedHashMap<>();
    Object value = tree.get(key);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, item) -> object.put((String) name, item));
    } else if (value != null) {
      fault(key, "must be an object, is " + shown(value));
    }
    return object;
  }

  private Map<String, String> words(String key) {
    Map<String, String> words = new LinkedHashMap<>();
    object(key)
        .forEach((name, value) -> {
          if (value instanceof String text) {
            words.put(name, text);
          } else {
            fault(key + "." + name, "must be a text, is " + shown(value));
          }
        });
    return words;
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String text ? "\"" + text + "\"" : JsonReader.kind(value);
  }
}

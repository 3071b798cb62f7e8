package crossreview.settings;

import crossreview.model.Effort;
import crossreview.model.Money;
import crossreview.model.PriceCard;
import crossreview.model.PriceCard.Rates;
import crossreview.model.Problem.Fault;
import crossreview.model.Word;
import crossreview.profile.Profile;
import crossreview.profile.Profiles;
import crossreview.settings.Settings.FallbackEntry;
import crossreview.settings.Settings.KeyRef;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.Price;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The peers that are language models. */
final class ModelEntries {
  static final List<String> KEYS =
      List.of(
          "id",
          "kind",
          "profile",
          "roles",
          "model",
          "family",
          "effort",
          "output_tokens_max",
          "prompt_bytes_max",
          "price",
          "key",
          "fallbacks",
          "with");
  private static final List<String> RATES =
      List.of("input", "output", "cache_read", "cache_write", "reasoning");
  private static final List<String> PRICE_KEYS =
      List.of(
          "input",
          "output",
          "cache_read",
          "cache_write",
          "reasoning",
          "per_request",
          "tier_above",
          "tier");
  private static final long OUTPUT_TOKENS = 20_000; // thinking included
  private static final int FALLBACKS_MAX = 4; // each is reserved for in every call

  private final Profiles profiles;
  private final Path home;
  private final List<Fault> faults;

  ModelEntries(Profiles profiles, Path home, List<Fault> faults) {
    this.profiles = profiles;
    this.home = home;
    this.faults = faults;
  }

  /** Whether an entry describes a language model. */
  static boolean describes(Map<?, ?> map) {
    return map.containsKey("profile")
        || map.get("kind") instanceof String kind && Profiles.dialects().contains(kind);
  }

  ModelEntry read(String at, Map<?, ?> map) {
    Object named = map.get("profile") == null ? map.get("kind") : map.get("profile");
    String name = named instanceof String text ? text : "?";
    Object with = map.get("with") == null ? Map.of() : map.get("with");
    Map<?, ?> differences = Rosters.object(at + ".with", with, null, faults);
    Profile profile = profiles.find(at, name, differences, faults);
    if (map.get("kind") != null && !profile.dialect().equals(map.get("kind"))) {
      fault(at + ".kind", "the profile \"" + name + "\" speaks " + profile.dialect());
    }
    String model = text(at + ".model", map.get("model"), 200);
    return new ModelEntry(
        profile,
        model,
        map.get("family") == null ? name : text(at + ".family", map.get("family"), 64),
        effort(at + ".effort", map.get("effort")),
        whole(at + ".output_tokens_max", map.get("output_tokens_max"), OUTPUT_TOKENS),
        map.get("prompt_bytes_max") == null
            ? null
            : whole(at + ".prompt_bytes_max", map.get("prompt_bytes_max"), 0),
        price(at + ".price", map.get("price")),
        key(at + ".key", map.get("key")),
        fallbacks(at + ".fallbacks", map.get("fallbacks")));
  }

  private void fault(String at, String message) {
    faults.add(new Fault(at, message));
  }

  private String text(String at, Object value, int max) {
    if (value instanceof String text && !text.isBlank() && text.length() <= max) {
      return text;
    }
    fault(at, "must be a text of 1 to " + max + " characters, is " + Type.shown(value));
    return "?";
  }

  private Effort effort(String at, Object value) {
    List<String> words = List.of(Effort.values()).stream().map(Word::word).toList();
    if (value == null || words.contains(value)) {
      return value == null ? null : Word.find(Effort.class, (String) value).orElseThrow();
    }
    fault(at, "must be one of " + String.join(", ", words) + ", is " + Type.shown(value));
    return null;
  }

  private long whole(String at, Object value, long absent) {
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
      return number;
    }
    fault(at, "must be a whole number from 1, is " + Type.shown(value));
    return absent;
  }

  /** {@code "free"}, or US dollars for a million tokens of each sort. */
  private Price price(String at, Object value) {
    if (value == null) {
      return null;
    }
    if (value.equals("free")) {
      return new Price(null);
    }
    if (!(value instanceof Map<?, ?>)) {
      fault(
          at,
          "must be \"free\" or an object of US dollars for a million tokens, is "
              + Type.shown(value));
      return null;
    }
    Map<?, ?> map = Rosters.object(at, value, PRICE_KEYS, faults);
    Rates base = rates(at, map);
    Object tier = map.get("tier");
    Long above =
        map.get("tier_above") == null ? null : whole(at + ".tier_above", map.get("tier_above"), 0);
    if ((tier == null) != (above == null)) {
      fault(at, "\"tier\" and \"tier_above\" belong together");
      return null;
    }
    Rates dearer =
        tier == null
            ? null
            : rates(at + ".tier", Rosters.object(at + ".tier", tier, RATES, faults));
    Money each = dollars(at + ".per_request", map.get("per_request"));
    return base == null || tier != null && dearer == null
        ? null
        : new Price(new PriceCard(base, above, dearer, each));
  }

  private Rates rates(String at, Map<?, ?> map) {
    Map<String, Money> rates = new LinkedHashMap<>();
    RATES.forEach(name -> rates.put(name, dollars(at + "." + name, map.get(name))));
    if (rates.get("input") == null || rates.get("output") == null) {
      fault(at, "needs \"input\" and \"output\", US dollars for a million tokens");
      return null;
    }
    return new Rates(
        rates.get("input"),
        rates.get("output"),
        rates.get("cache_read"),
        rates.get("cache_write"),
        rates.get("reasoning"));
  }

  private Money dollars(String at, Object value) {
    Type type = Type.money();
    if (value == null || type.accept(value) instanceof Money) {
      return value == null ? null : (Money) type.accept(value);
    }
    fault(at, "must be " + type.expected() + ", is " + Type.shown(value));
    return null;
  }

  /** {@code {"variable": …}}, {@code {"file": …}} or {@code {"credential": …}}. */
  private KeyRef key(String at, Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> one = map.entrySet().iterator().next();
      String text = text(at + "." + one.getKey(), one.getValue(), 1_000);
      switch ((String) one.getKey()) {
        case "variable" -> {
          return new KeyRef.Variable(text);
        }
        case "file" -> {
          return new KeyRef.Stored(Type.path(text, home));
        }
        case "credential" -> {
          if (!text.contains("/")) {
            return new KeyRef.Credential(text);
          }
        }
        default -> {}
      }
    }
    String form = "{\"variable\": NAME}, {\"file\": PATH} or {\"credential\": NAME}";
    fault(at, "must say where the key is, never the key itself: " + form);
    return null;
  }

  private List<FallbackEntry> fallbacks(String at, Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || list.size() > FALLBACKS_MAX) {
      fault(at, "must be an array of at most " + FALLBACKS_MAX + " models");
      return List.of();
    }
    List<FallbackEntry> fallbacks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String here = at + "[" + i + "]";
      Map<?, ?> map = Rosters.object(here, list.get(i), List.of("model", "price"), faults);
      fallbacks.add(
          new FallbackEntry(
              text(here + ".model", map.get("model"), 200),
              price(here + ".price", map.get("price"))));
    }
    return fallbacks;
  }

  static void describe(ModelEntry entry, Map<String, Object> tree) {
    tree.put("profile", entry.profile().name());
    tree.put("base_url", entry.profile().endpoint().base().toString());
    tree.put("model", entry.model());
    tree.put("family", entry.family());
    tree.put("effort", entry.effort() == null ? null : entry.effort().word());
    tree.put("output_tokens_max", entry.outputTokensMax());
    tree.put("prompt_bytes_max", entry.promptBytesMax());
    tree.put("price", shown(entry.price()));
    tree.put("key", shown(entry));
    tree.put("fallbacks", entry.fallbacks().stream().map(FallbackEntry::model).toList());
  }

  private static Object shown(Price price) {
    if (price == null) {
      return null;
    }
    return price.card() == null ? "free" : rates(price.card().base());
  }

  private static Map<String, Object> rates(Rates rates) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("input", rates.input().toString());
    tree.put("output", rates.output().toString());
    return tree;
  }

  private static String shown(ModelEntry entry) {
    return switch (entry.key()) {
      case null ->
          entry.profile().endpoint().key() == null
              ? "none"
              : "variable " + String.join(" or ", entry.profile().endpoint().key().variables());
      case KeyRef.Variable variable -> "variable " + variable.name();
      case KeyRef.Stored stored -> "file " + stored.file();
      case KeyRef.Credential credential -> "credential " + credential.name();
    };
  }
}
